#!/usr/bin/env bash
# Tiles a second of imports against the bare network's, in turns in one process, with the demo's model unless a model folder is given.
#   benchmarks/import.sh SOURCE [ROUNDS] [MODEL] [WARM-UP ROUNDS]
# SOURCE is anything that can be imported and is no archive: a folder with a manifest or with zoom/column/row tiles, an MBTiles file, a GeoPackage.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d target/test-classes ] || ./mvnw -q test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
./mvnw -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test > /dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Djava.awt.headless=true -Xmx2g \
    -cp "target/classes:target/test-classes:$(cat "$classpath")" dev.geofix.gallery.ImportRate "$@"
