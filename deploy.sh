#!/bin/sh
# Rollcall on containers: Kafka, a Spark cluster of two workers, both jobs, a producer and the page.
set -eu

usage() {
  cat <<'END'
usage: ./deploy.sh [up] [--ha] [--rate N] [--workers N]   build the image and start everything
       ./deploy.sh down [--volumes] [--yes]               stop it and remove the containers

  --ha         three brokers and a second dashboard (deploy/compose.ha.yaml)
  --rate N     synthetic logins a second (50)
  --workers N  Spark workers (2): the first is spark-worker-a, the others are spark-worker-b, scaled
  --volumes    remove the volumes too: all logins, statistics and checkpoints
  --yes        do not ask

Needs docker with its compose plugin, or podman with podman-compose, and curl; a JDK 17 for the build.
COMPOSE names another compose command, ENGINE another container engine, DEPLOY_PROJECT (rollcall) what containers and
volumes are called by.
END
}

fail() {
  echo "deploy: $1" >&2
  exit "${2:-1}"
}

home=$(cd "$(dirname "$0")" && pwd -P)
command=up ha='' volumes='' yes='' workers=2
while [ $# -gt 0 ]; do
  case $1 in
    up | down) command=$1 ;;
    --ha) ha=yes ;;
    --rate)
      [ $# -gt 1 ] || fail "--rate takes a number" 2
      case $2 in '' | *[!0-9.]*) fail "--rate takes a number, not '$2'" 2 ;; esac
      export DEPLOY_RATE="$2"
      shift
      ;;
    --workers)
      case ${2:-} in '' | 0* | *[!0-9]*) fail "--workers takes a number from 1 on, not '${2:-}'" 2 ;; esac
      workers=$2
      export DEPLOY_WORKERS_B=$((workers - 1))
      shift
      ;;
    --volumes) volumes=yes ;;
    --yes) yes=yes ;;
    -h | --help) usage && exit ;;
    *) fail "there is no option '$1'; see ./deploy.sh --help" 2 ;;
  esac
  shift
done

if [ -z "${COMPOSE:-}" ]; then
  if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
    COMPOSE='docker compose' ENGINE=docker
  elif command -v podman-compose >/dev/null && command -v podman >/dev/null; then
    COMPOSE=podman-compose ENGINE=podman
  else
    fail "no containers here: install docker with its compose plugin, or podman and podman-compose"
  fi
fi
command -v curl >/dev/null || fail "curl is needed to see whether services answer: install it"
: "${ENGINE:=docker}"
project=${DEPLOY_PROJECT:-rollcall}
log=$home/deploy/target/deploy.log
mkdir -p "$home/deploy/target"

compose() {
  # shellcheck disable=SC2086 # two words
  if [ -n "$ha" ]; then
    (cd "$home/deploy" && $COMPOSE -p "$project" -f compose.yaml -f compose.ha.yaml "$@")
  else
    (cd "$home/deploy" && $COMPOSE -p "$project" -f compose.yaml "$@")
  fi
}

quietly() {
  "$@" >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    fail "that failed: the end of its log is above, all of it in $log"
  }
}

# The jars of this build, by layer: what a stock Spark ships, the other libraries, our own.
stage() {
  "$home/rollcall" --version >/dev/null
  context=$home/deploy/target/image
  rm -rf "$context"
  mkdir -p "$context/spark" "$context/libraries" "$context/rollcall" "$context/conf"
  tr ':' '\n' <"$home/jobs/target/spark-jars.path" | sed 's|.*/||' | sort >"$home/deploy/target/spark-jars"
  for jar in "$home"/app/target/lib/*.jar; do
    name=${jar##*/}
    case $name in
      rollcall-*) cp -p "$jar" "$context/rollcall/" ;;
      *)
        if grep -qxF "$name" "$home/deploy/target/spark-jars"; then layer=spark; else layer=libraries; fi
        ln "$jar" "$context/$layer/$name" 2>/dev/null || cp -p "$jar" "$context/$layer/"
        ;;
    esac
  done
  cp -p "$home/app/target/rollcall-app.jar" "$home/jobs/target/rollcall-jobs.jar" "$context/rollcall/"
  cp -p "$home/deploy/image/entrypoint" "$context/"
  cp -p "$home"/deploy/spark/* "$context/conf/"
  classes >"$context/classes"
}

# Which classes the image archives: those that the launcher saw in use, and what a cluster uses beyond them.
classes() {
  cat "$home/app/target/archives/all.classes" 2>/dev/null || true
  for jar in "$home"/app/target/lib/spark-core_*.jar "$home"/app/target/lib/spark-network-*.jar; do
    "${JAVA_HOME:+$JAVA_HOME/bin/}jar" tf "$jar" |
      sed -nE 's#^(org/apache/spark/(deploy/(master|worker|client)|executor|network|rpc|scheduler)/.*)\.class$#\1#p'
  done
}

# What Spark's parts know each other by. Readable for the image's user alone once it is mounted in there.
make_secret() {
  secret=$home/deploy/target/secret/spark
  [ -s "$secret" ] || {
    mkdir -p "$home/deploy/target/secret"
    chmod 700 "$home/deploy/target"
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$secret"
    chmod 444 "$secret"
  }
}

started=$(date +%s)
say() {
  printf '%4d s  %s\n' $(($(date +%s) - started)) "$1"
}

# Waits until a page's answer matches.
await() { # what, address, pattern, services
  what=$1 address=$2 pattern=$3
  shift 3
  until answer=$(curl -s -m 3 "$address" 2>/dev/null | tr -d '\n') && echo "$answer" | grep -Eq "$pattern"; do
    if [ $(($(date +%s) - started)) -gt "${PATIENCE:-240}" ]; then
      for service in "$@"; do
        echo "--- the end of the log of $service:" >&2
        compose logs "$service" 2>&1 | tail -n 15 >&2
      done
      echo "--- $address answers: $(echo "${answer:-nothing}" | head -c 1500)" >&2
      fail "$what did not come up within ${PATIENCE:-240} s: see above"
    fi
    sleep 0.3
  done
  say "$what"
}

up() {
  : >"$log"
  echo "building the image ..."
  stage
  make_secret
  quietly "$ENGINE" build -t localhost/rollcall:0.1.0 -f "$home/deploy/Dockerfile" "$home/deploy/target/image"
  say "image localhost/rollcall:0.1.0"
  started=$(date +%s)
  quietly compose up -d
  master=http://localhost:9090/json/
  await "Spark master, $workers workers" "$master" "\"aliveworkers\" *: *$workers," spark-master
  await "job user_login_clean" "$master" '"activeapps" *: *\[.*"user_login_clean".*"completedapps"' clean
  await "job user_login_stats" "$master" '"activeapps" *: *\[.*"user_login_stats".*"completedapps"' stats
  await "dashboard" http://localhost:10501/health '"status" *: *"up"' kafka clean stats dashboard
  await "first number" http://localhost:10501/api/snapshot '"total" *: *[1-9]' producer clean stats dashboard
  cat <<END

The page    http://localhost:10501
Spark       http://localhost:9090
Kafka       localhost:29092
./deploy.sh down stops it.
END
}

down() {
  if [ -n "$volumes" ] && [ -z "$yes" ]; then
    if [ -t 0 ]; then
      printf 'Delete all logins, statistics and checkpoints of this deployment? [y/N] '
      read -r answer
      case $answer in y | Y | yes) ;; *) fail "nothing was changed" ;; esac
    else
      echo "deleting all logins, statistics and checkpoints of this deployment" >&2
    fi
  fi
  : >"$log"
  ha=yes # removes those of either way to start it
  if [ -n "$volumes" ]; then quietly compose down --volumes; else quietly compose down; fi
  # podman-compose leaves what is just being restarted.
  left=$("$ENGINE" ps -aq --filter label=com.docker.compose.project="$project")
  # shellcheck disable=SC2086 # several ids
  [ -z "$left" ] || quietly "$ENGINE" rm -f $left
  echo "stopped and removed${volumes:+, with the volumes}"
}

$command
