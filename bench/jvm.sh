# shellcheck shell=bash
# Builds the benches when needed and starts their JVMs. Sourced by bench/run and bench/faults.
: "${home:?must be the folder of the project}"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# An argument file (java @FILE) with the class path of the benches.
bench_class_path=$home/bench/target/bench.classpath

# Builds the product, so that its build is not measured, and then the benches, each if a source has changed.
build_bench() {
  "$home/rollcall" --version >/dev/null
  local stamp=$home/bench/target/bench.stamp mark="" paths
  { IFS= read -r mark <"$bench_class_path"; } 2>/dev/null || true
  # The class path holds absolute paths, so it is made again after the folder has been moved.
  if [ "$mark" = "# $home" ] && [ -e "$stamp" ] && [ -z "$(find "$home/pom.xml" "$home"/{bench,testkit,simulation}/{pom.xml,src/main} \
    "$home/app/target/launcher.stamp" -newer "$stamp" -print -quit)" ]; then return; fi
  echo "building the benches ..." >&2
  mkdir -p "$home/bench/target"
  # The time of the build is its start, so that a source that changes during the build is newer.
  touch "$stamp.new"
  # launcher.lib.skip: the jars in app/target/lib stay as they are, since a running rollcall may have them open.
  (cd "$home" && ./mvnw -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip -Dlauncher.lib.skip=true -pl bench -am package)
  paths=$home/bench/target/rollcall-bench.jar:$(cat "$home/bench/target/dependencies.classpath")
  # In an argument file a text in quotes holds blanks and #, but \ and " need a \ in front.
  paths=${paths//\\/\\\\}
  printf '# %s\n-cp "%s"\n' "$home" "${paths//\"/\\\"}" >"$bench_class_path"
  mv "$stamp.new" "$stamp"
}

# Replaces this shell by a class of the benches. Several of them start further JVMs with the same class path.
exec_bench() { # options of the JVM, then -- , the class, its arguments
  local options=()
  while [ "$1" != -- ]; do options+=("$1") && shift; done
  exec "$java" "@$home/launcher/options/common.options" "${options[@]}" "-Drollcall.home=$home" \
    "-Drollcall.bench.classpath=$bench_class_path" "@$bench_class_path" "io.rollcall.bench.$2" "${@:3}"
}
