# shellcheck shell=bash
# How much memory there is for this process. Sourced by launcher/jvm.sh.

# Prints the memory in MB that the machine and the control groups of this process admit: all of it, or what is left of it.
# Prints nothing where neither says so.
memory() { # total or free
  local field=MemTotal name value group limit used least="" folder
  [ "$1" = total ] || field=MemAvailable
  while read -r name value _; do
    if [ "$name" = "$field:" ]; then least=$((value / 1024)) && break; fi
  done 2>/dev/null </proc/meminfo || true
  while IFS=: read -r _ name group; do
    case $name in '' | memory) ;; *) continue ;; esac
    # In a container, the own group may be the root of what can be seen.
    for folder in "/sys/fs/cgroup$group" /sys/fs/cgroup "/sys/fs/cgroup/memory$group" /sys/fs/cgroup/memory; do
      { read -r limit <"$folder/memory.max" || read -r limit <"$folder/memory.limit_in_bytes"; } 2>/dev/null || continue
      # Without a limit it is "max", or a number of 19 digits.
      case $limit in *[!0-9]* | ???????????????????*) continue ;; esac
      used=0
      if [ "$1" = free ]; then
        { read -r used <"$folder/memory.current" || read -r used <"$folder/memory.usage_in_bytes"; } 2>/dev/null || continue
      fi
      value=$(((limit - used) / 1048576))
      [ "$value" -ge "${least:-$((value + 1))}" ] || least=$value
    done
  done 2>/dev/null </proc/self/cgroup || true
  echo "$least"
}
