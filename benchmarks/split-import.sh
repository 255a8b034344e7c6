#!/usr/bin/env bash
# Tiles a second of an import by one worker against two, in turns, with a real OpenSearch and PostgreSQL on this machine.
#   benchmarks/split-import.sh SOURCE [ROUNDS] [FEATURES] [MODEL]
# SOURCE is anything that can be imported and is no archive; FEATURES true or false. Each worker has one engine thread and, where there is taskset, one core.
exec "$(dirname "$0")/test-main.sh" 1g dev.geofix.ingest.SplitImportRate "$@"
