#!/usr/bin/env python3
"""What compact candidate vectors find of the exact order, so that a re-rank can put it right. No graph: every tile is compared.

candidates.py TILES.npy QUERIES.npy [OTHER.npy] ; matrices as `geofix embed` writes them. OTHER: tiles of another place, on which PCA is learned too.
Prints recall@10 and recall@50 of the exact order among the first C candidates.
"""
import sys

import numpy as np

SIZES = (50, 100, 200, 400)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def bytes_of(rows, scale):
    return np.clip(np.rint(rows * scale), -127, 127)


def hadamard(rows, flips):
    """Signs flipped, then the Walsh-Hadamard transform, not normalised: coordinates of a vector of length 1 spread by 1."""
    turned = (rows * flips).astype(np.float32)
    n, half = turned.shape[1], 1
    while half < n:
        view = turned.reshape(len(turned), n // (2 * half), 2, half)
        turned = np.stack((view[:, :, 0] + view[:, :, 1], view[:, :, 0] - view[:, :, 1]), axis=2).reshape(len(turned), n)
        half *= 2
    return turned


def principal(rows, size, random):
    """Main directions by subspace iteration."""
    centred = rows - rows.mean(axis=0)
    size = min(size, len(rows) - 1)
    basis = np.linalg.qr(centred.T @ random.standard_normal((len(rows), size), np.float32))[0]
    for _ in range(3):
        basis = np.linalg.qr(centred.T @ (centred @ basis))[0]
    return basis


def report(name, size, scores, exact):
    order = np.argpartition(-scores, max(SIZES), axis=1)[:, :max(SIZES)]
    order = np.take_along_axis(order, np.argsort(-np.take_along_axis(scores, order, 1), axis=1, kind="stable"), 1)
    cells = []
    for k in (10, 50):
        for most in SIZES:
            if most >= k:
                found = [len(np.intersect1d(truth[:k], row[:most])) for truth, row in zip(exact, order)]
                cells.append(f"{np.sum(found) / (k * len(found)):.4f}")
    print(f"| {name} | {size:,} | " + " | ".join(cells) + " |", flush=True)


def main():
    tiles, queries = (unit(np.load(path).astype(np.float32)) for path in sys.argv[1:3])
    random = np.random.default_rng(1)
    n = tiles.shape[1]
    exact = np.argsort(-(queries @ tiles.T), axis=1, kind="stable")[:, :50]
    print(f"{len(tiles)} tiles, {len(queries)} queries, {n} values; |mean of tiles| {np.linalg.norm(tiles.mean(0)):.3f}")
    columns = [f"@{k} of {most}" for k in (10, 50) for most in SIZES if most >= k]
    print("| candidate vector | bytes | " + " | ".join(columns) + " |")
    print("|---" * (2 + len(columns)) + "|")
    flips = np.where(random.random(n) < 0.5, -1, 1).astype(np.float32)
    mean = tiles.mean(axis=0)
    first = tiles[:32].mean(axis=0)
    turned = {"": (hadamard(tiles, flips), hadamard(queries, flips)),
              ", less the mean": (hadamard(tiles - mean, flips), hadamard(queries - mean, flips)),
              ", less the mean of the first 32": (hadamard(tiles - first, flips), hadamard(queries - first, flips))}
    for name, (own, asked) in turned.items():
        report(f"signs as ±1{name}", n, np.sign(asked) @ np.sign(own).T, exact)
        for size in (1024, 2048):
            report(f"Hadamard{name}", size, bytes_of(asked[:, :size], 127 / 4) @ bytes_of(own[:, :size], 127 / 4).T,
                   exact)
    learned = [("these tiles", tiles)]
    if len(sys.argv) > 3:
        learned.append(("another place", unit(np.load(sys.argv[3]).astype(np.float32))))
    for where, rows in learned:
        basis = principal(rows, 2048, random)
        for size in (1024, 2048):
            part = basis[:, :size]
            own, asked = tiles @ part, queries @ part
            scale = 127 / (4 * own.std(axis=0).max() + 1e-9)
            report(f"PCA of {where} ({part.shape[1]} directions)", size,
                   bytes_of(asked, scale) @ bytes_of(own, scale).T, exact)


main()
