# shellcheck shell=bash
# Starts the JVM of a command: which Java, which options, which class path. Sourced by rollcall and launcher/archive.
: "${home:?must be the folder of the project, or of an unpacked archive}"

# A clone is built and written where it lies. An installation, an unpacked archive, has its jars and may be read-only.
if [ -d "$home/lib" ]; then
  installed=yes
  lib=$home/lib
  # The folder to which relative paths of settings belong, such as that of the data.
  base=$home
  if [ ! -w "$home" ]; then base=${XDG_DATA_HOME:-${HOME:-/nonexistent}/.local/share}/rollcall; fi
  # Several versions may share a folder of data.
  prepared=$base/quick-start/${home##*/}
  logs=$prepared
  java_needed="a Java 17 runtime"
else
  installed=""
  lib=$home/app/target/lib
  base=$home
  prepared=$home/app/target
  # shellcheck disable=SC2034 # of launcher/lock.sh
  logs=$home/target
  java_needed="a JDK 17"
fi
# The settings file of an installation, which an option of the command line replaces.
config=""
if [ -n "$installed" ] && [ -f "$home/conf/rollcall.yaml" ]; then config=$home/conf/rollcall.yaml; fi
# Up to this many cores, those that process logins must not be kept busy by the second compiler.
few_cores=4
# Argument files that are written before a start, because they contain absolute paths.
class_paths=$prepared/launcher

. "$home/launcher/machine.sh"
. "$home/launcher/processes.sh"

fail() {
  echo "rollcall: $1" >&2
  exit 1
}

case $home in
  *:*) fail "cannot run in $home: a ':' separates the entries of a class path; move the folder, or rename it" ;;
esac

# Sets $java to a Java that is new enough, $java_major to its version, and $archives to its folder of class-data
# archives; or fails.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java) || fail "Java 17 or newer is needed, found none: install $java_needed, or set JAVA_HOME"
  fi
  # Reading the JDK's release file takes less time than starting a JVM.
  local bin version
  bin=$java
  while [ -h "$bin" ]; do bin=$(readlink -f "$bin"); done
  java_release=$(dirname "$(dirname "$bin")")/release
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$java_release" 2>/dev/null || true)
  if [ -z "$version" ]; then
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  java_major=${version%%[!0-9]*}
  if [ "$java_major" = 1 ]; then java_major=$(echo "$version" | cut -d. -f2); fi
  if [ "${java_major:-0}" -lt 17 ]; then
    fail "Java 17 or newer is needed, found ${version:-an unknown version} ($java): install $java_needed, or set JAVA_HOME"
  fi
  archives=$prepared/archives/$version
  # The first line of the file "key" there.
  archives_mark="$home $java"
}

# Whether there are archives for this Java and this folder. An archive fits only the paths for which it was made.
has_archives() {
  local mark=""
  { IFS= read -r mark <"$archives/key"; } 2>/dev/null || true
  [ "$mark" = "$archives_mark" ]
}

# Sets $utf8 to a command that runs another with a locale in UTF-8, if that of this shell knows ASCII only. Such a JVM
# cannot open a file whose name has other letters.
prefer_utf8() {
  local letter=$'\303\274'
  utf8=()
  # In UTF-8 these two bytes are one letter.
  if [ ${#letter} -gt 1 ]; then
    case $(locale charmap 2>/dev/null) in
      '' | ANSI_X3.4-1968 | US-ASCII) utf8=(env LC_ALL=C.UTF-8) ;;
    esac
  fi
}

# Where memory is less than what a command with Spark takes, adds options for a smaller heap to jvm. Spark needs 480 MB.
fit_heap() { # command
  local heap=1024 beside=600 admitted
  [ "$1" != up ] || heap=640 beside=860
  admitted=$(memory total)
  [ -n "$admitted" ] && [ "$admitted" -lt $((heap + beside)) ] || return 0
  heap=$((admitted - beside))
  [ "$heap" -ge 480 ] || heap=480
  jvm+=(-Xms0 "-Xmx${heap}m")
}

# Replaces this shell by the JVM of a command.
#
# Argument files (java @FILE) hold options and class path, so that a process list stays readable. The JVM takes the last
# of several settings of one option; $added_options, an array, therefore goes behind all others.
launch() { # command, then the arguments of `rollcall`
  local libraries=all archive=all options terminal="" name jvm=() class_path
  case $1 in
    up) options=(opens up) ;;
    clean | stats) options=(opens job) ;;
    dashboard | produce) options=(opens service) ;;
    tail | topics | source | status) options=(c1 tool light) libraries=light archive=light ;;
    *)
      options=(c1 opens tool)
      # The classes of that archive are linked, all of them at the start of the JVM.
      [ "$java_major" -lt 25 ] || archive=none
      ;;
  esac
  if [ "$java_major" -ge 24 ]; then
    options+=(java24)
  else
    case " ${options[*]} " in *" opens "*) options+=(opens17) ;; esac
  fi
  case $1 in
    up | clean | stats) [ "$(cores "${added_options[@]-}")" -gt "$few_cores" ] || options+=(c1) ;;
  esac
  for name in common "${options[@]}"; do jvm+=("@$home/launcher/options/$name.options"); done
  if [ -f "$archives/$archive.jsa" ]; then
    jvm+=("@$home/launcher/options/archive.options" "-XX:SharedArchiveFile=$archives/$archive.jsa")
  fi
  if [ -t 1 ]; then terminal=out; fi
  if [ -t 2 ]; then terminal=$terminal,err; fi
  case $1 in up | clean | stats) fit_heap "$1" ;; esac
  # A smaller heap than the initial one of the options would keep the JVM from starting: let it choose.
  case " ${added_options[*]-} " in *" -Xmx"*) jvm+=(-Xms0) ;; esac
  if [ -n "$config" ]; then jvm+=("-Drollcall.config=$config"); fi
  jvm+=("-Drollcall.home=$base" "-Drollcall.terminal=$terminal" ${added_options[@]+"${added_options[@]}"})
  has_class_paths || write_class_paths || true
  if has_class_paths; then
    class_path=("@$class_paths/$libraries.classpath")
  elif [ -n "$installed" ]; then
    # Where nothing can be written: all jars, and no archives.
    class_path=(-cp "$lib/*")
  else
    fail "cannot write $class_paths: make room on its disk"
  fi
  # Where the Spark UI listens. Rollcall sets the address of everything else.
  export SPARK_LOCAL_IP=127.0.0.1
  prefer_utf8
  # Up to the hard limit; the broker keeps several files open for each segment of each partition.
  ulimit -S -n "$(ulimit -H -n)" 2>/dev/null || true
  exec ${utf8[@]+"${utf8[@]}"} "$java" "${jvm[@]}" "${class_path[@]}" io.rollcall.app.Main "${@:2}"
}

# Whether the class paths are those of this folder. It may have been moved since the build.
has_class_paths() {
  local mark=""
  { IFS= read -r mark <"$class_paths/all.classpath"; } 2>/dev/null || true
  [ "$mark" = "# $home" ]
}

# Writes the class paths of all commands (all) and of those with few libraries (light).
#
# Libraries come first, in a separate file: they are archived, and an archive stays valid as long as the class path
# begins with the archived libraries. Rollcall's own jars, which change with each build, come last. Fails where an
# installation cannot write them.
write_class_paths() {
  if ! mkdir -p "$class_paths" 2>/dev/null || [ ! -w "$class_paths" ]; then
    [ -z "$installed" ] || return 1
    fail "cannot write $class_paths: make it writable"
  fi
  local all light own own_paths
  # Spark looks for the class files of its closures in each batch, and so in each jar before the right one.
  all=$(cd "$lib" && printf '%s\n' spark-core_*.jar spark-sql_*.jar &&
    printf '%s\n' *.jar | grep -v -e '^rollcall-' -e '^spark-core_' -e '^spark-sql_')
  light=$(cd "$lib" && grep -v -e '^#' -e '^$' "$home/launcher/light.libraries" |
    while read -r pattern; do compgen -G "$pattern.jar"; done | sort)
  own=$(cd "$lib" && printf '%s\n' rollcall-*.jar)
  own_paths=$(jar_paths "$own")
  # A build does not copy its last jar.
  if [ -z "$installed" ]; then own_paths=$(printf '%s\n' "$home/app/target/rollcall-app.jar" "$own_paths"); fi
  write_class_path light-libraries "$(jar_paths "$light")"
  write_class_path light "$(jar_paths "$light")" "$own_paths"
  write_class_path all-libraries "$(jar_paths "$all")"
  write_class_path all "$(jar_paths "$all")" "$own_paths" # last: has_class_paths looks at it
}

jar_paths() { # names, one per line
  local name
  while read -r name; do printf '%s\n' "$lib/$name"; done <<<"$1"
}

write_class_path() { # name, then lists of paths, one per line
  local file=$class_paths/$1.classpath path
  path=$(printf '%s\n' "${@:2}" | paste -sd: -)
  # In an argument file a text in quotes holds blanks and #, but \ and " need a \ in front.
  path=${path//\\/\\\\}
  path=${path//\"/\\\"}
  printf '# %s\n-cp "%s"\n' "$home" "$path" >"$file.$$"
  mv "$file.$$" "$file"
}
