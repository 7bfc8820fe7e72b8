"""The best script one can write: windowed, block-aligned, two processes. Prints pixels above the threshold and area."""
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import rasterio
from rasterio.windows import Window

path, red, nir, threshold = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])


def part(k):
    count = valid = 0
    with rasterio.open(path) as src:
        height, width = src.shape
        rows = src.block_shapes[0][0]
        step = rows if rows >= 256 else rows * (256 // rows)
        starts = list(range(0, height, step))
        for row in starts[k::2]:
            r, n = src.read([red, nir], window=Window(0, row, width, min(step, height - row)))
            ok = (r != 0) & (n != 0)
            r = r.astype("float32")
            n = n.astype("float32")
            with np.errstate(all="ignore"):
                v = (n - r) / (n + r)
            count += int(((v > threshold) & ok).sum())
            valid += int(ok.sum())
    return count, valid


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        parts = list(pool.map(part, range(2)))
    print(sum(p[0] for p in parts), sum(p[1] for p in parts), sum(p[0] for p in parts) * 100 / 1e6, "km2")
