#!/usr/bin/env bash
# Tiles a second of imports against the bare network's, in turns in one process, with the demo's model unless a model folder is given.
#   benchmarks/import.sh SOURCE [ROUNDS] [MODEL] [WARM-UP ROUNDS]
# SOURCE is anything that can be imported and is no archive: a folder with a manifest or with zoom/column/row tiles, an MBTiles file, a GeoPackage.
exec "$(dirname "$0")/test-main.sh" 2g dev.geofix.ingest.ImportRate "$@"
