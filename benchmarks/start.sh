#!/bin/bash
# Start to readiness, and memory at rest, of a data folder that is filled already: the jar as it is, unpacked, and unpacked with its AOT cache, one after the other in each round.
#
#   benchmarks/start.sh target/geofix.jar WORK ROUNDS
set -euo pipefail
jar=$(readlink -f "$1")
work=$2
rounds=${3:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$work"
work=$(cd "$work" && pwd)
if [ ! -d "$work/app" ]; then
  "$here/docker/unpack.sh" "$jar" "$work/layers"
  du -sk --apparent-size "$work"/layers/*
  mkdir "$work/app"
  for layer in natives dependencies application; do cp -rp "$work/layers/$layer/." "$work/app/"; done
  cp -r "$here/docker/bin" "$work/app/"
  cp -rp "$work/app" "$work/plain"
  "$here/docker/aot.sh" "$work/app" >"$work/aot.log" 2>&1
  ls -l "$work/app/geofix.aot"
fi
export GEOFIX_DATA=$work/data SERVER_ADDRESS=127.0.0.1 SERVER_PORT=${SERVER_PORT:-18088}

# run NAME COMMAND...: seconds to readiness; CPU seconds until then; resident MB then and a while later
run() {
  name=$1
  shift
  begin=$(date +%s.%N)
  "$@" >"$work/$name.log" 2>&1 &
  service=$!
  until "$work/app/bin/health" 2>/dev/null; do
    kill -0 "$service"
    sleep 0.05
  done
  ready=$(date +%s.%N)
  cpu=$(awk -v tick="$(getconf CLK_TCK)" '{print ($14 + $15) / tick}' "/proc/$service/stat")
  then=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$service/status")
  sleep "${REST:-20}"
  rest=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$service/status")
  kill -TERM "$service"
  wait "$service" || true
  echo "$name $(awk "BEGIN {printf \"%.2f\", $ready - $begin}") s, $cpu CPU s, $then MB, at rest $rest MB"
}

for round in $(seq 0 "$rounds"); do
  # The first round fills the data folder and reads every file once; it does not count.
  echo "round $round"
  run jar "$java" -jar "$jar"
  run unpacked "$work/plain/bin/geofix"
  run cached "$work/app/bin/geofix"
done
