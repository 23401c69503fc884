#!/bin/sh
# Runs Rollcall in containers: Kafka, a Spark cluster of two workers, both jobs, a producer and the dashboard.
set -eu

usage() {
  cat <<'END'
usage: ./deploy.sh [up] [OPTION]...           build the image and start everything
       ./deploy.sh down [--volumes] [--yes]   stop it and remove the containers

  --ha         three brokers and a second dashboard (deploy/compose.ha.yaml)
  --rate N     synthetic logins per second (default: 50)
  --workers N  number of Spark workers (default: 2): spark-worker-a, and N - 1 replicas of spark-worker-b
  --locales L  places that are counted by their own name: us, world, or a list of codes (default: us)
  --geo-database FILE   a database of addresses in MaxMind's format (.mmdb), for logins that name no place
  --volumes    also remove the volumes: all logins, statistics and checkpoints
  --yes        do not ask for confirmation; needed without a terminal

Requires docker with its compose plugin, or podman with podman-compose; curl; and a JDK 17 or newer for the build.
Variables: COMPOSE (the compose command), ENGINE (the container engine), DEPLOY_PROJECT (the prefix of container and
volume names; default: rollcall), PATIENCE (seconds to wait for each service; default: 240).
END
}

fail() {
  echo "deploy: $1" >&2
  exit "${2:-1}"
}

unset CDPATH # with it, cd prints, and may go elsewhere
home=$(cd "$(dirname "$0")" && pwd -P)
# podman-compose before 1.1 takes ${NAME:-} as it is written, so the compose files need these.
export DEPLOY_GEO_DATABASE="${DEPLOY_GEO_DATABASE:-}" ROLLCALL_DASHBOARD_HOSTS="${ROLLCALL_DASHBOARD_HOSTS:-}"
command=up ha='' volumes='' yes='' workers=2 geo=''
while [ $# -gt 0 ]; do
  case $1 in
    up | down) command=$1 ;;
    --ha) ha=yes ;;
    --rate)
      [ $# -gt 1 ] || fail "--rate requires a number" 2
      case $2 in '' | *[!0-9.]*) fail "--rate requires a number, not '$2'" 2 ;; esac
      export DEPLOY_RATE="$2"
      shift
      ;;
    --workers)
      case ${2:-} in '' | 0* | *[!0-9]*) fail "--workers requires a number of at least 1, not '${2:-}'" 2 ;; esac
      workers=$2
      export DEPLOY_WORKERS_B=$((workers - 1))
      shift
      ;;
    --locales)
      [ -n "${2:-}" ] || fail "--locales requires us, world, or a list of codes" 2
      export ROLLCALL_LOCALES="$2"
      shift
      ;;
    --geo-database)
      if [ ! -r "${2:-}" ] || [ ! -f "$2" ]; then
        fail "--geo-database requires a file that can be read, not '${2:-}'" 2
      fi
      geo=$2
      shift
      ;;
    --volumes) volumes=yes ;;
    --yes) yes=yes ;;
    -h | --help) usage && exit ;;
    *) fail "unknown option '$1'; see ./deploy.sh --help" 2 ;;
  esac
  shift
done

if [ -z "${COMPOSE:-}" ]; then
  if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
    COMPOSE='docker compose' ENGINE=docker
  elif command -v podman-compose >/dev/null && command -v podman >/dev/null; then
    COMPOSE=podman-compose ENGINE=podman
  else
    fail "no container engine found: install docker with its compose plugin, or podman and podman-compose"
  fi
fi
command -v curl >/dev/null || fail "curl is required to check the services: install it"
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

# Runs a command with its output in the log, and shows the end of it if the command fails.
quietly() {
  "$@" >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    fail "this failed: $*. The end of its output is above, the whole log is $log"
  }
}

# Collects the build context of the image: the jars of this build, one folder per layer (what a stock Spark ships, other
# libraries, our own), and the settings for Spark and the JVMs.
stage() {
  "$home/rollcall" --version >/dev/null
  context=$home/deploy/target/image
  rm -rf "$context"
  mkdir -p "$context/spark" "$context/libraries" "$context/rollcall" "$context/conf" "$context/options" \
    "$context/classpath"
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
  cp -p "$home"/launcher/options/*.options "$context/options/"
  class_paths
  classes >"$context/classes"
}

# The class paths in the image, as argument files of the JVM. Each begins with the one before, so that an archive of its
# libraries fits. SLF4J comes first because Spark puts it there for its executors.
class_paths() {
  slf4j=$(cd "$context/spark" && echo slf4j-api-*.jar)
  spark="/opt/spark/jars/$slf4j:/opt/spark/jars/*"
  printf -- '-cp "%s"\n' "$spark" >"$context/classpath/spark.classpath"
  printf -- '-cp "%s"\n' "$spark:/opt/rollcall/lib/*" >"$context/classpath/libraries.classpath"
  printf -- '-cp "%s"\n' "$spark:/opt/rollcall/lib/*:/opt/rollcall/own/*" >"$context/classpath/all.classpath"
}

# Lists the classes that the image archives: those that the launcher noted with the image's Java, and those that only a
# cluster uses.
classes() {
  cat "$home"/app/target/archives/17*/all.classes 2>/dev/null || true
  for jar in "$home"/app/target/lib/spark-core_*.jar "$home"/app/target/lib/spark-network-*.jar; do
    "${JAVA_HOME:+$JAVA_HOME/bin/}jar" tf "$jar" |
      sed -nE 's#^(org/apache/spark/(deploy/(master|worker|client)|executor|network|rpc|scheduler)/.*)\.class$#\1#p'
  done
}

# Creates the secret by which Spark's processes authenticate each other. The folder protects it on the host; in the
# container, the image's user must be able to read the file.
make_secret() {
  secret=$home/deploy/target/secret/spark
  [ -s "$secret" ] || {
    mkdir -p "$home/deploy/target/secret"
    chmod 700 "$home/deploy/target"
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$secret"
    chmod 444 "$secret"
  }
}

# Puts the database of addresses where the containers see it. A running job has the former file mapped into memory: a new
# file takes its name, and nothing is written into it.
take_database() {
  folder=$home/deploy/target/geo
  mkdir -p "$folder"
  chmod 755 "$folder"
  [ -n "$geo" ] || return 0
  name=${geo##*/}
  cp "$geo" "$folder/.new"
  chmod 444 "$folder/.new"
  mv -f "$folder/.new" "$folder/$name"
  export DEPLOY_GEO_DATABASE="/data/geo/$name"
}

started=$(date +%s)
say() {
  printf '%4d s  %s\n' $(($(date +%s) - started)) "$1"
}

# Waits until the answer of a URL matches.
await() { # what, address, pattern, services whose logs to show after a failure
  what=$1 address=$2 pattern=$3
  shift 3
  until answer=$(curl -s -m 3 "$address" 2>/dev/null | tr -d '\n') && echo "$answer" | grep -Eq "$pattern"; do
    if [ $(($(date +%s) - started)) -gt "${PATIENCE:-240}" ]; then
      for service in "$@"; do
        echo "--- the end of the log of $service:" >&2
        compose logs "$service" 2>&1 | tail -n 15 >&2
      done
      echo "--- the answer of $address: $(echo "${answer:-none}" | head -c 1500)" >&2
      fail "$what: not ready within ${PATIENCE:-240} s, see above"
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
  take_database
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

Dashboard   http://localhost:10501
Spark       http://localhost:9090
Kafka       localhost:29092
Stop it with ./deploy.sh down.
END
}

down() {
  if [ -n "$volumes" ] && [ -z "$yes" ]; then
    if [ -t 0 ]; then
      printf 'Delete all logins, statistics and checkpoints of this deployment? [y/N] '
      read -r answer
      case $answer in y | Y | yes) ;; *) fail "cancelled, nothing was changed" ;; esac
    else
      fail "there is no terminal to ask on: down --volumes needs --yes" 2
    fi
  fi
  : >"$log"
  ha=yes # also removes what was started with --ha
  if [ -n "$volumes" ]; then quietly compose down --volumes; else quietly compose down; fi
  # podman-compose leaves containers that are just being restarted.
  left=$("$ENGINE" ps -aq --filter label=com.docker.compose.project="$project")
  # shellcheck disable=SC2086 # several ids
  [ -z "$left" ] || quietly "$ENGINE" rm -f $left
  echo "stopped and removed${volumes:+, including the volumes}"
}

$command
