"""Measures hnswlib and faiss on what `measure-index --export` wrote, at the least breadth that reaches a recall@10 of 0.99.

Usage: /usr/bin/python3 benchmarks/index_peers.py FOLDER [--seconds 20] [--only hnswlib,faiss-flat,faiss-hnsw]
Needs numpy, hnswlib (Debian: python3-hnswlib) and faiss (Debian: python3-faiss). Each library runs in a process of its own, so that its
memory is its own; a recall that is not reached at any breadth is printed as it is.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import threading
import time

import numpy

K = 10
WANTED = 0.99
LINKS = 16
EF_CONSTRUCTION = 200
BREADTHS = (10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1200)


def resident():
    with open("/proc/self/status") as status:
        return sum(int(line.split()[1]) for line in status if line.startswith("RssAnon")) * 1024


def recall(found, truth):
    return sum(len(set(a) & set(b)) for a, b in zip(found, truth)) / truth[: len(found)].size


def ask(search, queries, threads, seconds):
    """One query a call, as a service gets them. Returns results, times in ms, queries a second, and CPU ms a query."""
    found = [()] * len(queries)
    times = [0.0] * len(queries)
    position = iter(range(len(queries)))
    lock = threading.Lock()
    cpu = time.process_time()
    start = time.perf_counter()

    def work():
        while time.perf_counter() - start < seconds:
            with lock:
                i = next(position, None)
            if i is None:
                return
            begun = time.perf_counter()
            found[i] = search(queries[i : i + 1])
            times[i] = (time.perf_counter() - begun) * 1e3

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - start
    cpu = time.process_time() - cpu
    asked = sum(1 for t in times if t > 0)
    return found[:asked], sorted(times[:asked]), asked / elapsed, cpu * 1e3 / asked


def measure(name, folder, seconds):
    vectors = numpy.load(os.path.join(folder, "vectors.npy"), mmap_mode="r")
    queries = numpy.load(os.path.join(folder, "queries.npy"))
    truth = numpy.load(os.path.join(folder, "truth.npy"))
    before = resident()
    start = time.perf_counter()
    cpu = time.process_time()
    search, widen, save = LIBRARIES[name](vectors)
    built = time.perf_counter() - start
    cpu = time.process_time() - cpu
    print(f"{name}: built {len(vectors)} vectors in {built:.0f} s", file=sys.stderr, flush=True)
    memory = (resident() - before) / len(vectors)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        path = os.path.join(scratch, "index")
        save(path)
        size = os.path.getsize(path) / len(vectors)
    breadth = None
    probe = min(len(queries), 200)
    for breadth in BREADTHS if widen else ():
        widen(breadth)
        found, _, _, _ = ask(search, queries[:probe], 1, seconds)
        if recall(found, truth) >= WANTED:
            break
    ask(search, queries, 1, seconds / 10)
    found, alone, rate, spent = ask(search, queries, 1, seconds)
    _, _, both, _ = ask(search, queries, 2, seconds)
    p50, p99 = alone[len(alone) // 2], alone[len(alone) * 99 // 100]
    print(
        f"| {name}{f', ef {breadth}' if breadth else ''} | {recall(found, truth):.4f} | {spent:.2f} | {rate:.1f} | {p50:.2f} | {p99:.2f} "
        f"| {both:.1f} | {built:.0f} | {cpu:.0f} | {memory:.0f} | {size:.0f} |",
        flush=True,
    )


def build_hnswlib(vectors):
    import hnswlib

    index = hnswlib.Index(space="ip", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), M=LINKS, ef_construction=EF_CONSTRUCTION)
    for at in range(0, len(vectors), 1000):
        index.add_items(numpy.ascontiguousarray(vectors[at : at + 1000]), numpy.arange(at, min(at + 1000, len(vectors))), num_threads=2)
    return (
        lambda query: index.knn_query(query, k=K, num_threads=1)[0][0],
        lambda breadth: index.set_ef(max(breadth, K)),
        index.save_index,
    )


def build_faiss(vectors, index, widen):
    import faiss

    for at in range(0, len(vectors), 1000):
        index.add(numpy.ascontiguousarray(vectors[at : at + 1000]))
    faiss.omp_set_num_threads(1)
    return lambda query: index.search(query, K)[1][0], widen, lambda path: faiss.write_index(index, path)


def build_faiss_flat(vectors):
    import faiss

    return build_faiss(vectors, faiss.IndexFlatIP(vectors.shape[1]), None)


def build_faiss_hnsw(vectors):
    import faiss

    index = faiss.IndexHNSWFlat(vectors.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = EF_CONSTRUCTION

    def widen(breadth):
        index.hnsw.efSearch = breadth

    return build_faiss(vectors, index, widen)


LIBRARIES = {"hnswlib": build_hnswlib, "faiss-flat": build_faiss_flat, "faiss-hnsw": build_faiss_hnsw}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--seconds", type=float, default=20, help="at most so long for each row")
    parser.add_argument("--only", default=",".join(LIBRARIES), help="libraries, by name")
    options = parser.parse_args()
    print(
        "| library | recall@10 | CPU ms a query | queries/s, 1 thread | p50 ms | p99 ms | queries/s, 2 threads | build s | build CPU s | memory B/vector "
        "| file B/vector |\n|---|---|---|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    for name in options.only.split(","):
        if name not in LIBRARIES:
            parser.error(f"no library '{name}'; there are {', '.join(LIBRARIES)}")
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(name, options.folder, options.seconds))
        process.start()
        process.join()
        if process.exitcode:
            print(f"| {name} | failed with {process.exitcode} |", flush=True)


if __name__ == "__main__":
    main()
