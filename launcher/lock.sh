# shellcheck shell=bash
# The lock of a build, and of the making of class-data archives. Sourced after launcher/jvm.sh.
: "${logs:?must be the folder of logs}" "${prepared:?must be the folder of what the launcher prepares}"
lock=$logs/launcher.lock

# Takes the lock of the build: a link whose target is the mark of the process that holds it, since a link is made in one
# step, with its target. A lock whose holder has ended is removed.
take_lock() { # wait, or try: fail if it cannot be had at once
  local holder told="" failures=0
  mkdir -p "$logs" "$prepared" 2>/dev/null || fail "cannot write $logs: make it writable"
  # To -e a lock does not exist, since its target is no file. In a folder of this name, ln would make its link.
  until [ ! -e "$lock" ] && ln -s "$(process_mark $$)" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || holder=""
    if [ -n "$holder" ] && [ "$(process_mark "${holder%% *}")" = "$holder" ]; then
      [ "$1" = wait ] || return 1
      [ -n "$told" ] || echo "waiting for another rollcall to finish building ..." >&2
      told=1
      sleep 1
    # Renaming decides between two processes that find the same dead holder.
    elif [ -n "$holder" ] && mv "$lock" "$lock.$$" 2>/dev/null; then
      [ "$(readlink "$lock.$$")" = "$holder" ] || ln -s "$(readlink "$lock.$$")" "$lock" 2>/dev/null || true
      rm -f "$lock.$$"
    else
      [ "$1" = wait ] || return 1
      [ -w "$logs" ] || fail "cannot write $logs: make it writable"
      [ -n "$holder" ] || [ ! -e "$lock" ] || fail "$lock is no lock of rollcall: delete it"
      # Another process may have taken or released it in between, but not again and again.
      failures=$((failures + 1))
      [ "$failures" -lt 20 ] || fail "cannot make the lock $lock: make room on its disk, or delete it"
      sleep 0.1
    fi
  done
  trap 'rm -f "$lock"' EXIT
}

release_lock() {
  rm -f "$lock"
  trap - EXIT
}
