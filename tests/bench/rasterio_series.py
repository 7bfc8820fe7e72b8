"""A series of a small lake as one would write it well: the zone rasterised once, bands and clouds read once per scene.

With "same" as the last argument also what a row of our series says beside the area: statistics, areas at the threshold more
and less, areas by reason and by class of intensity from a histogram of 0.001, and the SHA-256 of the file.
"""
import glob
import hashlib
import json
import os
import re
import sys

import numpy as np
import rasterio
from rasterio.features import rasterize
from rasterio.warp import transform_geom

folder, zones_path, threshold = sys.argv[1], sys.argv[2], float(sys.argv[3])
same = sys.argv[4:] == ["same"]
edges = np.arange(-1000, 1001) / 1000
zones = json.load(open(zones_path))
crs = zones.get("crs", {}).get("properties", {}).get("name", "EPSG:4326")
clouds = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4
mask = None
rows = []
for path in sorted(glob.glob(os.path.join(folder, "*.tif"))):
    with rasterio.open(path) as src:
        if mask is None:
            shapes = [transform_geom(crs, src.crs, f["geometry"]) for f in zones["features"]]
            mask = rasterize(shapes, out_shape=src.shape, transform=src.transform, fill=0, default_value=1).astype(bool)
            pixel = abs(src.transform.a * src.transform.e) / 1e6
        red, nir, qa = src.read()
    ok = mask & (red != 0) & (nir != 0) & ((qa & clouds) == 0)
    r = red.astype("float32")
    n = nir.astype("float32")
    with np.errstate(all="ignore"):
        v = (n - r) / (n + r)
    bloom = int(np.count_nonzero(ok & (v > threshold)))
    valid = int(np.count_nonzero(ok))
    date = re.search(r"(\d{4})(\d{2})(\d{2})", path)
    row = {
        "date": "-".join(date.groups()),
        "bloomKm2": bloom * pixel,
        "validKm2": valid * pixel,
        "share": bloom / valid if valid else None,
    }
    if same:
        seen = v[ok]
        bins = np.histogram(seen, edges)[0] * pixel
        area_above = lambda at: float(bins[np.searchsorted(edges, at) :].sum())
        row["lowerKm2"], row["upperKm2"] = area_above(threshold + 0.01), area_above(threshold - 0.01)
        row["intensityKm2"] = [area_above(a) - area_above(b) for a, b in ((0, 0.103), (0.103, 0.406), (0.406, 1))]
        if valid:
            row["ndvi"] = [float(f(seen)) for f in (np.min, np.max, np.mean, np.std)]
        row["outKm2"] = {bit: int(np.count_nonzero(mask & ((qa & (1 << bit)) != 0))) * pixel for bit in range(1, 6)}
        with open(path, "rb") as file:
            row["sha256"] = hashlib.sha256(file.read()).hexdigest()
    rows.append(row)
json.dump(rows, sys.stdout)
