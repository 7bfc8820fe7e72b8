"""QGIS native:zonalstatisticsfb on a raster and a polygon file; prints the sum of counts."""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import QgsApplication, QgsProcessingFeedback  # noqa: E402

application = QgsApplication([], False)
application.initQgis()
sys.path.append("/usr/share/qgis/python/plugins")
from qgis.analysis import QgsNativeAlgorithms  # noqa: E402
import processing  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()
application.processingRegistry().addProvider(QgsNativeAlgorithms())
result = processing.run(
    "native:zonalstatisticsfb",
    {"INPUT": sys.argv[2], "INPUT_RASTER": sys.argv[1], "RASTER_BAND": 1, "COLUMN_PREFIX": "z_", "STATISTICS": [0, 2, 4, 5, 6], "OUTPUT": "memory:"},
    feedback=QgsProcessingFeedback(False),
)
print(sum(f["z_count"] or 0 for f in result["OUTPUT"].getFeatures()))
