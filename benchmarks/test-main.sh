#!/usr/bin/env bash
# Runs a class of the test sources, in the repository's folder.
#   JAVA_HOME=JDK-25 benchmarks/test-main.sh HEAP CLASS [ARGUMENTS]
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d target/test-classes ] || ./mvnw -q test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
./mvnw -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test > /dev/null
heap=$1 class=$2
shift 2
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Djava.awt.headless=true \
    "-Xmx$heap" -cp "target/classes:target/test-classes:$(cat "$classpath")" "$class" "$@"
