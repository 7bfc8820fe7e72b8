"""A QGIS atlas of one A4 sheet per polygon over an image, as one PDF at 300 dpi: raster.tif zones.geojson out.pdf."""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsContrastEnhancement,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMultiBandColorRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)

raster_path, zones_path, out = sys.argv[1:4]
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
raster = QgsRasterLayer(raster_path, "image")
zones = QgsVectorLayer(zones_path, "zones", "ogr")
assert raster.isValid() and zones.isValid()
renderer = QgsMultiBandColorRenderer(raster.dataProvider(), 3, 2, 1)
for band, put in ((3, renderer.setRedContrastEnhancement), (2, renderer.setGreenContrastEnhancement), (1, renderer.setBlueContrastEnhancement)):
    stretch = QgsContrastEnhancement(raster.dataProvider().dataType(band))
    stretch.setContrastEnhancementAlgorithm(QgsContrastEnhancement.StretchToMinimumMaximum)
    stretch.setMinimumValue(200)
    stretch.setMaximumValue(4000)
    put(stretch)
raster.setRenderer(renderer)
zones.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"style": "no", "outline_color": "#14304f", "outline_width": "0.28"})))
project.addMapLayers([raster, zones])
project.setCrs(raster.crs())

layout = QgsPrintLayout(project)
layout.initializeDefaults()
millimetres = QgsUnitTypes.LayoutMillimeters


def place(item, x, y, width, height):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, millimetres))
    item.attemptResize(QgsLayoutSize(width, height, millimetres))
    return item


map_item = place(QgsLayoutItemMap(layout), 13.4, 29.4, 179.2, 143.2)
map_item.setLayers([zones, raster])
map_item.setExtent(zones.extent())
map_item.setAtlasDriven(True)
map_item.setAtlasScalingMode(QgsLayoutItemMap.Auto)
map_item.setAtlasMargin(0.04)
map_item.setFrameEnabled(True)
grid = QgsLayoutItemMapGrid("grid", map_item)
map_item.grids().addGrid(grid)
grid.setIntervalX(1000)
grid.setIntervalY(1000)
grid.setAnnotationEnabled(True)
for text, box in (("[% @atlas_pagename %]", (9, 8, 279, 15)), ("NDVI > 0.3\n[% $area %]\nEPSG:32650", (202, 90, 86, 90))):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    place(label, *box)
legend = place(QgsLayoutItemLegend(layout), 202, 26, 86, 60)
legend.setLinkedMap(map_item)
bar = QgsLayoutItemScaleBar(layout)
bar.setLinkedMap(map_item)
bar.applyDefaultSize()
place(bar, 9, 178.5, 70, 9.5)

atlas = layout.atlas()
atlas.setCoverageLayer(zones)
atlas.setPageNameExpression('"name"')
atlas.setEnabled(True)
settings = QgsLayoutExporter.PdfExportSettings()
settings.dpi = 300
result, message = QgsLayoutExporter.exportToPdf(atlas, out, settings)
assert result == QgsLayoutExporter.Success, message
print(atlas.count())
