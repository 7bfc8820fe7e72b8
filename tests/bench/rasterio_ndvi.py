"""NDVI written as tiled float32: windowed, block-aligned, the writer compresses with two threads."""
import sys

import numpy as np
import rasterio
from rasterio.windows import Window

source, target, red, nir, compress = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]

with rasterio.open(source) as src:
    height, width = src.shape
    profile = dict(
        driver="GTiff", width=width, height=height, count=1, dtype="float32", crs=src.crs, transform=src.transform,
        nodata=-9999, tiled=True, blockxsize=512, blockysize=512, compress=compress, predictor=3, num_threads=2,
    )
    with rasterio.open(target, "w", **profile) as dst:
        for row in range(0, height, 512):
            window = Window(0, row, width, min(512, height - row))
            r, n = src.read([red, nir], window=window)
            ok = (r != 0) & (n != 0)
            r = r.astype("float32")
            n = n.astype("float32")
            with np.errstate(all="ignore"):
                v = (n - r) / (n + r)
            dst.write(np.where(ok, v, np.float32(-9999)), 1, window=window)
