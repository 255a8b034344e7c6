#!/bin/sh
# Unpacks the jar into the layers of the image, a folder each, what changes least first: natives, dependencies, application.
# Laid over each other they are the program's folder. The libraries of the engine and of SQLite lie in natives/ as plain files, so nothing is unpacked at the start.
#
#   docker/unpack.sh target/geofix.jar target/layers
set -eu
jar=$1
out=$2
java=${JAVA_HOME:+$JAVA_HOME/bin/}
if [ -e "$out" ]; then
  echo "$out is there already; take another folder, or delete it" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$jar" "$work/geofix.jar"
"${java}java" -Djarmode=tools -jar "$work/geofix.jar" extract --layers --destination "$out" >"$work/log" || { cat "$work/log" >&2; exit 1; }

# extract JAR PATTERN...: those files of an archive, in the working folder
extract() {
  archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
  shift
  (cd "$work" && "${java}jar" xf "$archive" "$@")
}

natives=$out/natives/natives
mkdir -p "$natives/torch"
for archive in "$out"/natives/lib/*.jar; do
  extract "$archive"
  rm "$archive"
done
rmdir "$out/natives/lib"
flavor=$(sed -n 's/^flavor=//p' "$work/native/lib/pytorch.properties" | tr -d '\r')
classifier=$(sed -n 's/^classifier=//p' "$work/native/lib/pytorch.properties" | tr -d '\r')
find "$work/pytorch/$flavor/$classifier" -name '*.gz' -exec gunzip {} +
mv "$work/pytorch/$flavor/$classifier"/* "$work/jnilib/$classifier/$flavor"/* "$work/native/lib/pytorch.properties" "$natives/torch/"
# The engine counts GPUs by this library, which it asks for under its common name.
for cudart in "$natives"/torch/libcudart-*.so.*; do
  if [ -e "$cudart" ]; then ln -s "$(basename "$cudart")" "$natives/torch/libcudart.so.${cudart##*.so.}"; fi
done

# SQLite's and JNA's libraries are found among those of all systems in their jars.
os=$(echo "$classifier" | sed 's/^linux.*/Linux/; s/^osx.*/Mac/')
cpu=${classifier#*-}
extract "$out"/dependencies/lib/sqlite-jdbc-*.jar "org/sqlite/native/$os/$cpu"
extract "$out"/dependencies/lib/jna-[0-9]*.jar "com/sun/jna/$(echo "$classifier" | tr _ -)"
mv "$work/org/sqlite/native/$os/$cpu"/* "$work/com/sun/jna"/*/* "$natives/"

rm -rf "$out/spring-boot-loader" "$out/snapshot-dependencies"
# Whole seconds, since an image keeps no more of a time and the AOT cache compares them.
find "$out" -exec touch -h -d 2026-11-01T00:00:00Z {} +
chmod -R u=rwX,go=rX "$out"
