#!/bin/sh
# build/format.sh check|write [FOLDER-OR-FILE...]: the layout of the Java files, all of them or
# those named (relative to the repository). `./mvnw verify` runs the check.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
case ${1:-} in
  check | write) goal=$1 ;;
  *) echo "usage: build/format.sh check|write [FOLDER-OR-FILE...]" >&2; exit 4 ;;
esac
shift
if [ $# -eq 0 ]; then
  exec "$root/mvnw" -q -N -f "$root/pom.xml" verify -Dformat.skip=false -Dformat.goal="$goal"
fi
. "$root/build/find-jdk.sh"
jdk=$(find_jdk) || { no_jdk format.sh; exit 7; }
[ -f "$root/target/format/google-java-format.jar" ] ||
  "$root/mvnw" -q -N -f "$root/pom.xml" dependency:copy@formatter
exec "$jdk/bin/java" @"$root/build/format.options" "$root/build/Format.java" "$goal" "$root" "$@"
