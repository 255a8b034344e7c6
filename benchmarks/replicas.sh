#!/usr/bin/env bash
# Photos a second of one instance against two that share everything, in turns, with a real OpenSearch and PostgreSQL on this machine.
#   benchmarks/replicas.sh SOURCE PHOTOS [COUNT] [ROUNDS]
# SOURCE is anything that can be imported and is no archive. Each instance has one engine thread and, where there is taskset, one core.
exec "$(dirname "$0")/test-main.sh" 1g dev.geofix.benchmark.ReplicaRates "$@"
