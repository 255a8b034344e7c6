#!/bin/bash
# Makes the AOT cache of an unpacked program: classes read and linked, and which methods matter. Starts it on an empty data folder, waits until it is ready, asks for some
# photos, stops it. The cache belongs to this very Java and to these very files; where one of them differs, the JVM goes on without it.
#
#   docker/aot.sh /opt/geofix
set -euo pipefail
app=$1
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
export GEOFIX_DATA=$data SERVER_ADDRESS=127.0.0.1 SERVER_PORT=${SERVER_PORT:-18080}
rm -f "$app/geofix.aot"

# Nine tiles of the map and of the town: what is cut, embedded and drawn at a first start is the same code at any size.
JAVA_OPTS="-XX:AOTCacheOutput=$app/geofix.aot -Xlog:aot*=error" "$app/bin/geofix" --geofix.demo.ground-meters=400 --geofix.demo.overlap=0 --geofix.demo.side=3 &
service=$!
until "$app/bin/health" 2>/dev/null; do
  kill -0 "$service" || { echo "the service ended before it was ready" >&2; exit 1; }
  sleep 0.2
done
"$app/bin/geofix" measure --photos "$data/demo" --requests 8 --connections 1 --url "http://127.0.0.1:$SERVER_PORT/api/v1/locate"
kill -TERM "$service"
wait "$service" || [ $? -eq 143 ]
ls -l "$app/geofix.aot"
