"""Opens a QGIS project without a screen; prints what it holds as JSON and, where asked, draws it."""
import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
read = project.read(sys.argv[1])
layers = []
for node in project.layerTreeRoot().findLayers():
    layer = node.layer()
    entry = {
        "name": node.name(),
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "visible": node.isVisible(),
        "source": layer.source(),
    }
    if isinstance(layer, QgsVectorLayer):
        renderer = layer.renderer()
        entry["renderer"] = renderer.type()
        entry["count"] = layer.featureCount()
        entry["labels"] = layer.labelsEnabled()
        entry["aliases"] = {f.name(): f.alias() for f in layer.fields()}
        if renderer.type() == "singleSymbol":
            symbol = renderer.symbol().symbolLayer(renderer.symbol().symbolLayerCount() - 1)
            entry["stroke"] = symbol.strokeColor().name()
        # The same layer opened without the project takes its default style from the file.
        alone = QgsVectorLayer(layer.source(), "alone", "ogr")
        entry["alone"] = alone.renderer().type()
        if alone.renderer().type() == "singleSymbol":
            symbols = alone.renderer().symbol()
            entry["aloneStroke"] = symbols.symbolLayer(symbols.symbolLayerCount() - 1).strokeColor().name()
    else:
        renderer = layer.renderer()
        entry["renderer"] = renderer.type()
        if renderer.type() == "paletted":
            entry["classes"] = [[c.value, c.color.name(), c.label] for c in renderer.classes()]
        else:
            ramp = renderer.shader().rasterShaderFunction()
            entry["stops"] = [[i.value, i.color.name()] for i in ramp.colorRampItemList()]
    layers.append(entry)
view = project.viewSettings().defaultViewExtent()
out = {
    "read": read,
    "title": project.title(),
    "crs": project.crs().authid(),
    "absolute": project.readBoolEntry("Paths", "Absolute")[0],
    "extent": [view.xMinimum(), view.yMinimum(), view.xMaximum(), view.yMaximum()],
    "layers": layers,
}
if len(sys.argv) > 2:
    settings = QgsMapSettings()
    settings.setLayers([n.layer() for n in project.layerTreeRoot().findLayers() if n.isVisible()])
    settings.setDestinationCrs(project.crs())
    settings.setExtent(QgsReferencedRectangle(view, project.crs()))
    settings.setOutputSize(QSize(800, 700))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(sys.argv[2])
print(json.dumps(out, ensure_ascii=False))
sys.stdout.flush()
os._exit(0)
