# Sourced by ./mvnw and ./daybook (POSIX sh). Defines
#   find_jdk   prints the home of a JDK that is new enough, or returns 1
#   no_jdk     says on stderr, in one sentence, how to get one

DAYBOOK_JDK_FEATURE=25

# jdk_fits HOME: HOME holds a JDK (not just a runtime) of at least the feature release we need
jdk_fits() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r jdk_line; do
    case $jdk_line in
      JAVA_VERSION=*)
        jdk_line=${jdk_line#JAVA_VERSION=}
        jdk_line=${jdk_line#\"}
        jdk_line=${jdk_line%%[!0-9]*}
        [ -n "$jdk_line" ] && [ "$jdk_line" -ge "$DAYBOOK_JDK_FEATURE" ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

# real_path FILE: FILE with every symbolic link followed (`readlink -f` is not in POSIX)
real_path() {
  link_path=$1
  while [ -L "$link_path" ]; do
    link_to=$(readlink "$link_path")
    case $link_to in
      /*) link_path=$link_to ;;
      *) link_path=$(dirname "$link_path")/$link_to ;;
    esac
  done
  printf '%s\n' "$(cd "$(dirname "$link_path")" && pwd -P)/$(basename "$link_path")"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  jdk_java=$(command -v java 2>/dev/null) || jdk_java=
  if [ -n "$jdk_java" ]; then
    jdk_java=$(real_path "$jdk_java")
    if jdk_fits "${jdk_java%/bin/java}"; then
      printf '%s\n' "${jdk_java%/bin/java}"
      return 0
    fi
  fi
  for jdk_home in \
    /usr/lib/jvm/* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/java/* /opt/jdk*; do
    if jdk_fits "$jdk_home"; then
      printf '%s\n' "$jdk_home"
      return 0
    fi
  done
  return 1
}

no_jdk() {
  echo "$1: needs a JDK $DAYBOOK_JDK_FEATURE or newer and found none: install one (Eclipse Temurin from https://adoptium.net, \`apt-get install temurin-$DAYBOOK_JDK_FEATURE-jdk\`, \`sdk install java $DAYBOOK_JDK_FEATURE-tem\` or \`brew install openjdk@$DAYBOOK_JDK_FEATURE\`), or set JAVA_HOME to where it is." >&2
}
