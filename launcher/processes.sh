# shellcheck shell=bash
# What the launcher knows of processes. Sourced by launcher/jvm.sh.

# What tells a process from any other: its id, and when it started, since ids are used again. Nothing if it has ended,
# also if its parent has not waited for it yet: such a process still takes signals.
process_mark() { # id
  local stat
  if [ -r /proc/self/stat ]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
    # Behind the name, which may hold blanks: the state first, the start as the 20th.
    # shellcheck disable=SC2086 # several words
    set -- "$1" ${stat##*) }
    [ "$2" = Z ] || echo "$1 ${21}"
  else
    # shellcheck disable=SC2046 # several words
    set -- "$1" $(ps -o stat= -o lstart= -p "$1" 2>/dev/null)
    case ${2:-Z} in Z*) ;; *) echo "$1 ${*:3}" ;; esac
  fi
}

# Returns within a second after this shell has ended, even by kill -9, or another process has.
await_end_of_shell() { # another process, optionally
  local shell
  shell=$(process_mark $$)
  while [ -n "$shell" ] && [ "$(process_mark $$)" = "$shell" ]; do
    if [ -n "${1:-}" ] && [ -z "$(process_mark "$1")" ]; then break; fi
    sleep 1
  done
}

# Ends a process in the background within a second after this shell has ended.
end_with_shell() { # pid
  (
    await_end_of_shell "$1"
    [ -z "$(process_mark "$1")" ] || kill "$1"
  ) </dev/null >/dev/null 2>&1 &
}
