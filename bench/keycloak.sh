# shellcheck shell=bash
# A real Keycloak, whose own events go through the preset. Sourced by bench/run, whose variables and functions it uses.
# shellcheck disable=SC2154,SC2034
: "${home:?must be the folder of the project}" "${tmp:?must be a folder for temporary files}"

keycloak_version=$(sed -n 's:.*<keycloak.version>\(.*\)</keycloak.version>.*:\1:p' "$home/pom.xml")
keycloak_pid=""

# Downloads and unpacks Keycloak once. Sets $keycloak to its folder.
get_keycloak() {
  local zip
  keycloak=$home/bench/target/keycloak-$keycloak_version
  [ ! -x "$keycloak/bin/kc.sh" ] || return 0
  zip=${HOME}/.m2/repository/org/keycloak/keycloak-quarkus-dist/$keycloak_version/keycloak-quarkus-dist-$keycloak_version.zip
  [ -f "$zip" ] || (cd "$home" && ./mvnw -q -B -ntp -N dependency:get -Dtransitive=false \
    "-Dartifact=org.keycloak:keycloak-quarkus-dist:$keycloak_version:zip")
  mkdir -p "$home/bench/target"
  unzip -q -o "$zip" -d "$home/bench/target"
}

# Starts it in its development mode, on loopback, with a database in memory. Sets $kc_url.
start_keycloak() {
  free_port && kc_url=http://127.0.0.1:$next_port
  kc_password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=$kc_password JAVA_OPTS_KC_HEAP="-Xms64m -Xmx512m" \
    "$keycloak/bin/kc.sh" start-dev --http-host=127.0.0.1 "--http-port=$next_port" --cache=local --db=dev-mem \
    >"$tmp/keycloak.out" 2>&1 &
  keycloak_pid=$!
  until curl -sf -m 2 -o /dev/null "$kc_url/realms/master"; do
    kill -0 "$keycloak_pid" 2>/dev/null || { tail_of "$tmp/keycloak.out" && exit 1; }
    sleep 1
  done
}

tail_of() { command tail -n 20 "$1" >&2; }

stop_keycloak() {
  if [ -n "$keycloak_pid" ] && kill -TERM "$keycloak_pid" 2>/dev/null; then wait "$keycloak_pid" || true; fi
  keycloak_pid=""
}

# Asks the token endpoint of a realm. Prints the status; the answer is in $tmp/token.
token() { # realm, then fields of the form
  local fields=() field
  for field in "${@:2}"; do fields+=(--data-urlencode "$field"); done
  curl -s -m 60 -o "$tmp/token" -w '%{http_code}' "${fields[@]}" "$kc_url/realms/$1/protocol/openid-connect/token"
}

admin() { # path, options of curl
  curl -sf -m 60 -H "Authorization: Bearer $(jq -r .access_token "$tmp/admin")" -H 'Content-Type: application/json' \
    "${@:2}" "$kc_url/admin/realms$1"
}

# An access token of the administrator lives for a minute.
sign_in_admin() {
  local try status
  # The first requests after the start may take longer than curl waits.
  for try in 1 2 3 4 5; do
    status=$(token master client_id=admin-cli grant_type=password username=admin "password=$kc_password") || true
    if [ "$status" = 200 ]; then
      cp "$tmp/token" "$tmp/admin"
      return
    fi
    sleep "$try"
  done
  echo "bench: Keycloak does not let its administrator in: status $status" >&2
  exit 1
}

make_realm() {
  local name
  sign_in_admin
  admin "" -d '{"realm":"rollcall","enabled":true,"eventsEnabled":true}'
  admin /rollcall/clients -d '{"clientId":"web","publicClient":true,"directAccessGrantsEnabled":true}'
  admin /rollcall/clients -d '{"clientId":"batch","secret":"batch","serviceAccountsEnabled":true}'
  for name in ada grace linus; do
    admin /rollcall/users -d '{"username":"'$name'","enabled":'"$([ $name = linus ] && echo false || echo true)"',"email":"'$name'@example.org",
      "emailVerified":true,"firstName":"'$name'","lastName":"Placeholder","credentials":[{"type":"password","value":"right"}]}'
  done
}

# Signs in once, in the way that the number says, and counts what Keycloak answers in $good, $bad and $other.
sign_in() { # number
  local form=(client_id=web grant_type=password) status
  case $(($1 % 10)) in
    1) status=$(token rollcall "${form[@]}" username=ada password=wrong) ;;
    4) status=$(token rollcall "${form[@]}" username=nobody password=right) ;;
    7) status=$(token rollcall "${form[@]}" username=linus password=right) ;; # disabled
    8)
      # Not a login of a person: a service account.
      token rollcall client_id=batch client_secret=batch grant_type=client_credentials >/dev/null
      other=$((other + 1))
      return
      ;;
    9)
      # Not a login: a token is refreshed.
      status=$(token rollcall "${form[@]}" username=grace password=right)
      token rollcall client_id=web grant_type=refresh_token "refresh_token=$(jq -r .refresh_token "$tmp/token")" >/dev/null
      other=$((other + 1))
      ;;
    *) status=$(token rollcall "${form[@]}" "username=$([ $(($1 % 2)) = 0 ] && echo ada || echo grace)" password=right) ;;
  esac
  if [ "$status" = 200 ]; then good=$((good + 1)); else bad=$((bad + 1)); fi
}

# Writes the events that are new since the last call to $tmp/new, the oldest first, as a poller would.
poll_events() {
  sign_in_admin
  admin "/rollcall/events?max=100000" | jq -c 'reverse | .[]' >"$tmp/events"
  command tail -n +$((sent + 1)) "$tmp/events" >"$tmp/new"
  sent=$(wc -l <"$tmp/events")
}

# Sends them to the topic. A machine that is busy with Keycloak may take longer to answer than a command waits.
send_events() {
  local _
  for _ in 1 2 3; do
    ! "$home/rollcall" produce --file "$tmp/new" --source keycloak --topic-raw keycloak-events \
      --bootstrap-server "127.0.0.1:$kafka" >/dev/null || return 0
  done
  return 1
}

expect() { # what, found, expected
  printf '%-52s %8s %8s  %s\n' "$1" "$2" "$3" "$([ "$2" = "$3" ] && echo ok || echo DIFFERS)"
  [ "$2" = "$3" ] || keycloak_exit=1
}

keycloak() {
  local total=${1:-100} round each
  good=0 bad=0 other=0 sent=0 keycloak_exit=0
  data=$tmp/data
  get_keycloak
  start_up --source keycloak --topic-raw keycloak-events
  start_keycloak
  make_realm
  await_ready
  echo "Keycloak $keycloak_version: $total sign-ins in rounds of 20; after each, its events go from its admin API to Kafka"
  for ((round = 0; round * 20 < total; round++)); do
    for ((each = 0; each < 20; each++)); do sign_in $((round * 20 + each)); done
    poll_events
    send_events
  done
  "$home/rollcall" source try keycloak --topic keycloak-events -n 100000 -o json --bootstrap-server "127.0.0.1:$kafka" \
    >"$tmp/tried"
  "$home/rollcall" source suggest --topic keycloak-events -n 100000 --bootstrap-server "127.0.0.1:$kafka" >"$tmp/suggested"
  # Until the page has all: those that succeeded, or, if it took failed logins for visits, all of them.
  await "$url/api/snapshot" '"visits" *: *\{ *"total" *: *('"$good|$((good + bad))"')\b'
  printf '\n%-52s %8s %8s\n' "" found expected
  expect "source try: counted" "$(jq -s 'map(select(.result == "counted")) | length' "$tmp/tried")" "$good"
  expect "source try: failed" "$(jq -s 'map(select(.result == "failed")) | length' "$tmp/tried")" "$bad"
  expect "source try: skipped" "$(jq -s 'map(select(.result == "skipped")) | length' "$tmp/tried")" "$((sent - good - bad))"
  expect "source try: late or rejected" "$(jq -s 'map(select(.result == "late" or .result == "rejected")) | length' "$tmp/tried")" 0
  expect "source try: events without an id" "$(jq -s '.[-1].summary.empty["event-id"] // 0' "$tmp/tried")" 0
  expect "source suggest: the preset" "$(sed -n 's/^# The preset \([a-z]*\) fits.*/\1/p' "$tmp/suggested")" keycloak
  expect "user-login-clean: successful" "$(clean_logins | jq -s 'map(select(.outcome == "success")) | length')" "$good"
  expect "user-login-clean: failed" "$(clean_logins | jq -s 'map(select(.outcome == "failure")) | length')" "$bad"
  expect "the page: visits" "$(curl -sf "$url/api/snapshot" | jq .visits.total)" "$good"
  echo
  echo "events by type and error:"
  jq -r '[.type, .error // "-"] | join("  ")' "$tmp/events" | sort | uniq -c
  echo "one of them:"
  jq -c 'select(.type == "LOGIN")' "$tmp/events" | head -n 1
  jq -c '.summary | select(.) | {delay_ms, lateness, lateness_for_999_of_1000}' "$tmp/tried"
  stop_keycloak
  stop_up
  return "$keycloak_exit"
}

clean_logins() {
  "$home/rollcall" tail user-login-clean --from beginning -o value --bootstrap-server "127.0.0.1:$kafka"
}
