#!/usr/bin/env bash
# Kills the service ROUNDS times at random moments during puts, deletes, imports and reindexing, and checks after each restart that nothing
# acknowledged is lost and that its answers are those of an exact search.
#   JAVA_HOME=JDK-25 benchmarks/kill.sh [ROUNDS] [SEED] [FOLDER]
exec "$(dirname "$0")/test-main.sh" 1g dev.geofix.kill.KillHarness "$@"
