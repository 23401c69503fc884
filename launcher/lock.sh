# shellcheck shell=bash
# The lock of a build, and of the making of class-data archives. Sourced after launcher/jvm.sh.
: "${logs:?must be the folder of logs}" "${prepared:?must be the folder of what the launcher prepares}"
lock=$logs/launcher.lock

# Takes the lock of the build: a link whose target is the mark of the process that holds it, since a link is made in one
# step, with its target. A lock whose holder has ended is removed.
take_lock() { # wait, or try: fail if another process holds it
  local holder told=""
  mkdir -p "$logs" "$prepared" 2>/dev/null || fail "cannot write $logs: make it writable"
  until ln -s "$(process_mark $$)" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || {
      [ -w "$logs" ] || fail "cannot write $logs: make it writable"
      continue
    }
    if [ "$(process_mark "${holder%% *}")" != "$holder" ]; then
      # Renaming decides between two processes that find the same dead holder.
      mv "$lock" "$lock.$$" 2>/dev/null || continue
      [ "$(readlink "$lock.$$")" = "$holder" ] || ln -s "$(readlink "$lock.$$")" "$lock" 2>/dev/null || true
      rm -f "$lock.$$"
      continue
    fi
    [ "$1" = wait ] || return 1
    [ -n "$told" ] || echo "waiting for another rollcall to finish building ..." >&2
    told=1
    sleep 1
  done
  trap 'rm -f "$lock"' EXIT
}

release_lock() {
  rm -f "$lock"
  trap - EXIT
}
