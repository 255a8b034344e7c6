"""Makes the fixtures of this folder: python3 make.py FOLDER, where FOLDER holds the large ones. Needs numpy and Pillow."""
import json
import shutil
import struct
import sys
from pathlib import Path

import numpy as np
from PIL import Image

TYPES = {"F32": np.float32, "I64": np.int64, "U8": np.uint8}


def read(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    start = 8 + length
    return {
        name: np.frombuffer(data[start + e["data_offsets"][0] : start + e["data_offsets"][1]], TYPES[e["dtype"]])
        .reshape(e["shape"])
        for name, e in header.items()
    }


def write(path, tensors):
    names = {kind: name for name, kind in TYPES.items()}
    header, blobs, at = {}, [], 0
    for name, tensor in tensors.items():
        blob = np.ascontiguousarray(tensor).tobytes()
        header[name] = {
            "dtype": names[tensor.dtype.type],
            "shape": list(tensor.shape),
            "data_offsets": [at, at + len(blob)],
        }
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def network(full):
    """The weights as they are, and the first picture."""
    cut = {name: t for name, t in full.items() if name.startswith("weights.") and ".cls." not in name}
    cut["input.images"] = full["input.images"][:1]
    cut.update({name: t[:1] for name, t in full.items() if name.startswith("expect.eval.")})
    return cut


def local_features(full):
    """One picture with every eighth channel of its maps; of the other what matching needs."""
    cut = {"input.tile": full["input.tile"]}
    for name in ("features", "logits", "reliability"):
        cut["expect.tile." + name] = full["expect.tile." + name][::8]
    for name in ("keypoints", "scores", "descriptors_bicubic"):
        cut["expect.tile." + name] = full["expect.tile." + name]
    cut["expect.wide.descriptors_bicubic"] = full["expect.wide.descriptors_bicubic"]
    cut["expect.matches"] = full["expect.matches"]
    return cut


def resize(full):
    """Cuttings of the large pictures, height x width, and Pillow's bicubic of them."""
    sizes = [((96, 96), (48, 48)), ((75, 100), (64, 64)), ((150, 200), (40, 52)), ((50, 45), (64, 64)), ((65, 63), (64, 64))]
    made = {}
    for i, ((height, width), (rows, columns)) in enumerate(sizes):
        picture = full[f"input.{i}"][:height, :width]
        made[f"input.{i}"] = picture
        made[f"expect.{i}"] = np.asarray(Image.fromarray(picture).resize((columns, rows), Image.BICUBIC))
    return made


source, here = Path(sys.argv[1]), Path(__file__).parent
write(here / "glqinet.safetensors", network(read(source / "glqinet-parity.safetensors")))
write(here / "xfeat.safetensors", local_features(read(source / "local-features.safetensors")))
write(here / "resize.safetensors", resize(read(source / "resize-pil.safetensors")))
shutil.copyfile(source / "retrieval-metrics.json", here / "retrieval-metrics.json")
