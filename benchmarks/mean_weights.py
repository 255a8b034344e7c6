#!/usr/bin/env python3
"""Mean of the weights of models of one architecture that were trained from one start.

mean_weights.py OUT MODEL MODEL ... ; each a model folder. OUT gets the last one's model.json, whose calibration no longer fits: run `calibrate` next.
"""
import json
import pathlib
import shutil
import struct
import sys

import numpy as np

TYPES = {"F16": np.float16, "F32": np.float32, "I64": np.int64}


def read(folder):
    data = (pathlib.Path(folder) / "weights.safetensors").read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[start + begin : start + end], TYPES[entry["dtype"]])
    return data[:start], header, tensors


def main(out, *folders):
    if len(folders) < 2:
        sys.exit(__doc__)
    models = [read(folder) for folder in folders]
    prefix, header, _ = models[-1]
    shapes = {name: (entry["shape"], entry["dtype"]) for name, entry in header.items()}
    for folder, (_, other, _) in zip(folders, models):
        if shapes != {name: (entry["shape"], entry["dtype"]) for name, entry in other.items()}:
            sys.exit(f"{folder} has other tensors than {folders[-1]}")
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    with open(pathlib.Path(out) / "weights.safetensors", "wb") as file:
        file.write(prefix)
        for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"][0]):
            kind = TYPES[entry["dtype"]]
            mean = sum(tensors[name].astype(np.float64) for _, _, tensors in models) / len(models)
            file.write(mean.astype(kind).tobytes())
    shutil.copy(pathlib.Path(folders[-1]) / "model.json", out)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 2 else sys.exit(__doc__)
