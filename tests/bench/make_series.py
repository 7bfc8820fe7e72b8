"""A made-up series of a small lake: 92 scenes of 600 x 500 pixels, red, infrared and QA_PIXEL, uint16 Deflate; the lake as GeoJSON."""
import datetime
import json
import os
import sys

import numpy as np
import rasterio
from rasterio.transform import from_origin

folder, zones_path = sys.argv[1], sys.argv[2]
count, width, height = 92, 600, 500
os.makedirs(folder, exist_ok=True)
rng = np.random.default_rng(7)
y, x = np.mgrid[0:height, 0:width]
lake = ((x - 300) / 250) ** 2 + ((y - 250) / 200) ** 2 < 1
first = datetime.date(2024, 4, 1)
for k in range(count):
    red = rng.normal(600, 25, (height, width))
    nir = rng.normal(300, 25, (height, width))
    red[~lake] = 1200
    nir[~lake] = 2800
    reach = np.clip(np.sin(k / count * np.pi) * 1.1, 0, 1) * 300 * rng.uniform(0.6, 1.1)
    bloom = lake & (x - 100 < reach)
    nir[bloom] = rng.normal(1500, 200, bloom.sum())
    qa = np.full((height, width), 21824)
    if k % 6 == 5:
        qa[:, : int(width * rng.uniform(0.3, 1))] = 22280
    bands = np.stack([np.clip(red, 1, None), np.clip(nir, 1, None), qa]).astype("uint16")
    day = (first + datetime.timedelta(days=4 * k)).strftime("%Y%m%d")
    with rasterio.open(
        os.path.join(folder, f"lake_{day}.tif"),
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=3,
        dtype="uint16",
        crs="EPSG:32650",
        transform=from_origin(500000, 3600000, 10, 10),
        compress="deflate",
        nodata=0,
    ) as target:
        target.write(bands)
        for i, name in enumerate(["red", "nir", "QA_PIXEL"]):
            target.set_band_description(i + 1, name)
angles = np.linspace(0, 2 * np.pi, 400)
ring = [[500000 + 10 * (300 + 250 * np.cos(a)), 3600000 - 10 * (250 + 200 * np.sin(a))] for a in angles]
ring[-1] = ring[0]
feature = {"type": "Feature", "properties": {"name": "lake"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32650"}}
json.dump({"type": "FeatureCollection", "crs": crs, "features": [feature]}, open(zones_path, "w"))
