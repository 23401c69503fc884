# shellcheck shell=bash
# What the machine gives to this process: memory and cores. Sourced by launcher/jvm.sh.

# Prints the folders of the control groups of this process that may limit memory, or cpu: its own, and all around that. In
# a container, the own group may be the root of what can be seen.
control_groups() { # memory or cpu
  local names group root
  while IFS=: read -r _ names group; do
    case ,$names, in
      ,,) root=/sys/fs/cgroup ;;
      *,"$1",*) root=/sys/fs/cgroup/$1 ;;
      *) continue ;;
    esac
    while [ -n "$group" ]; do
      printf '%s\n' "$root$group"
      group=${group%/*}
    done
    printf '%s\n' "$root"
  done 2>/dev/null </proc/self/cgroup || true
}

# Prints the memory in MB that the machine and the control groups of this process admit: all of it, or what is left of it.
# Prints nothing where neither says so.
memory() { # total or free
  local field=MemTotal name value limit used least="" folder
  [ "$1" = total ] || field=MemAvailable
  while read -r name value _; do
    if [ "$name" = "$field:" ]; then least=$((value / 1024)) && break; fi
  done 2>/dev/null </proc/meminfo || true
  while read -r folder; do
    { read -r limit <"$folder/memory.max" || read -r limit <"$folder/memory.limit_in_bytes"; } 2>/dev/null || continue
    # Without a limit it is "max", or a number of 19 digits.
    case $limit in *[!0-9]* | ???????????????????*) continue ;; esac
    used=0
    if [ "$1" = free ]; then
      { read -r used <"$folder/memory.current" || read -r used <"$folder/memory.usage_in_bytes"; } 2>/dev/null || continue
    fi
    value=$(((limit - used) / 1048576))
    [ "$value" -ge "${least:-$((value + 1))}" ] || least=$value
  done < <(control_groups memory)
  echo "$least"
}

# Prints how many cores a JVM finds: those of the machine, or fewer where the affinity or a control group of this process
# admits fewer, or as many as an option of the user says.
cores() { # options of the JVM
  local option count="" folder quota period
  for option in "$@"; do
    case $option in -XX:ActiveProcessorCount=*) count=${option#*=} ;; esac
  done
  # One of 19 digits may be none for this shell, and the JVM refuses it.
  case $count in '' | *[!0-9]* | ???????????????????*) ;; *) echo "$count" && return ;; esac
  # nproc obeys these variables, a JVM does not.
  count=$(unset OMP_NUM_THREADS OMP_THREAD_LIMIT && nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  while read -r folder; do
    { read -r quota period <"$folder/cpu.max" ||
      { read -r quota <"$folder/cpu.cfs_quota_us" && read -r period <"$folder/cpu.cfs_period_us"; }; } 2>/dev/null || continue
    # Without a limit it is "max", or -1.
    case $quota in '' | *[!0-9]*) continue ;; esac
    # A part of a core counts as one.
    quota=$(((quota + period - 1) / period))
    [ "$quota" -ge "$count" ] || count=$quota
  done < <(control_groups cpu)
  echo "$count"
}
