#!/usr/bin/env python3
"""Tiles a second that services import with and without local features, in turns.

    benchmarks/import_features.py SOURCE ROUNDS ADDRESS...

SOURCE is a folder of tiles that may be imported by each service (below its folder `imports`, or named in
geofix.gallery.import-roots). ADDRESS is that of a running service, such as http://localhost:8080; two of them compare
two versions. The first round warms up and does not count. Galleries named rate-* are left behind.
"""
import json
import statistics
import sys
import time
import urllib.request


def call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or "null")


def processor_seconds(address):
    with urllib.request.urlopen(address + "/actuator/prometheus") as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith("process_cpu_time_ns_total"):
                return float(line.split()[-1]) / 1e9
    return float("nan")


def imported(address, source, name, features):
    """Tiles a second, and milliseconds of a core a tile."""
    api = address + "/api/v1"
    call("PUT", f"{api}/galleries/{name}", {"localFeatures": features})
    began, worked = time.time(), processor_seconds(address)
    job = call("POST", f"{api}/galleries/{name}/imports", {"source": source})
    while job["state"] in ("QUEUED", "RUNNING"):
        time.sleep(0.1)
        job = call("GET", f"{api}/jobs/{job['id']}")
    if job["state"] != "SUCCEEDED":
        sys.exit(f"{address}: {job['message']}")
    tiles = call("GET", f"{api}/galleries/{name}")["tiles"]
    return tiles / (time.time() - began), 1000 * (processor_seconds(address) - worked) / tiles


def main():
    source, rounds, addresses = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    found = {}
    started = int(time.time())
    for turn in range(rounds + 1):
        for address in addresses:
            for features in (True, False):
                name = f"rate-{started}-{turn}-{'with' if features else 'without'}"
                rate, core = imported(address, source, name, features)
                print(f"{address} {name}: {rate:.1f} tiles/s, {core:.0f} ms of a core a tile", flush=True)
                if turn > 0:
                    found.setdefault((address, features), []).append((rate, core))
    for (address, features), turns in found.items():
        rate, core = (statistics.median(column) for column in zip(*turns))
        print(f"{address} {'with' if features else 'without'} local features: {rate:.1f} tiles/s, {core:.0f} ms a tile")


if __name__ == "__main__":
    main()
