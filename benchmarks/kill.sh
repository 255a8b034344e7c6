#!/usr/bin/env bash
# Kills the service ROUNDS times at random moments during puts, deletes, imports and reindexing, and checks after each restart that nothing
# acknowledged is lost and that its answers are those of an exact search.
#   JAVA_HOME=JDK-25 benchmarks/kill.sh [ROUNDS] [SEED] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d target/test-classes ] || ./mvnw -q test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
./mvnw -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test > /dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Djava.awt.headless=true -Xmx1g \
    -cp "target/classes:target/test-classes:$(cat "$classpath")" dev.geofix.kill.KillHarness "$@"
