import type { ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { escapeXml } from '#host/formats/text/escape-xml.ts';
import type { LayerLook, PolygonLook } from '#host/products/layers/layer-looks.ts';
import type { Stop } from '#host/products/layers/layer-looks.ts';

/** Elements that QGIS 3.22 and later read, in projects and in styles alike. */

const mmPerPx = 25.4 / 96;

/** `r,g,b,a` of #rrggbb. */
export function rgba(color: string, opacity = 1): string {
  const part = (at: number) => parseInt(color.slice(at, at + 2), 16);
  return [part(1), part(3), part(5), Math.round(opacity * 255)].join(',');
}

/** Both the map of options and the properties that versions before 3.22 look for. */
const options = (values: Record<string, string>): string => {
  const entries = Object.entries(values).map(([name, value]) => [name, escapeXml(value)]);
  return `<Option type="Map">${entries.map(([name, value]) => `<Option name="${name}" value="${value}" type="QString"/>`).join('')}</Option>${entries.map(([k, v]) => `<prop k="${k}" v="${v}"/>`).join('')}`;
};

const fillLayer = (color: string, widthPx: number, opacity: { line: number; fill: number }, dashed = false) =>
  `<layer class="SimpleFill" enabled="1" locked="0" pass="0">${options({
    color: rgba(color, opacity.fill),
    style: opacity.fill > 0 ? 'solid' : 'no',
    outline_color: rgba(color, opacity.line),
    outline_style: dashed ? 'dash' : 'solid',
    outline_width: (widthPx * mmPerPx).toFixed(3),
    outline_width_unit: 'MM',
    joinstyle: 'round',
  })}</layer>`;

const casing = '#080e10';

const symbol = (name: string, { widthPx, dashed, fillOpacity, casingPx }: PolygonLook, color: string) =>
  `<symbol type="fill" name="${name}" alpha="1" force_rhr="0" clip_to_extent="1">${
    casingPx ? fillLayer(casing, casingPx, { line: 0.6, fill: 0 }) : ''
  }${fillLayer(color, widthPx, { line: 1, fill: fillOpacity }, dashed)}</symbol>`;

/** `<renderer-v2>` of a layer of polygons. */
export function polygonRenderer({ look, kinds }: LayerLook): string {
  if (!kinds)
    return `<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>${symbol('0', look, look.color)}</symbols></renderer-v2>`;
  const categories = kinds.values.map(
    ({ value, label }, i) =>
      `<category value="${escapeXml(value)}" label="${escapeXml(label)}" symbol="${i}" render="true"/>`,
  );
  const symbols = kinds.values.map(({ color }, i) => symbol(String(i), look, color));
  return `<renderer-v2 type="categorizedSymbol" attr="${kinds.field}" symbollevels="0" enableorderby="0" forceraster="0"><categories>${categories.join('')}</categories><symbols>${symbols.join('')}</symbols></renderer-v2>`;
}

/** Names on the map, white on a dark halo; nothing where the look has none. */
export function labelling({ labelField }: LayerLook): string {
  if (!labelField) return '';
  return `<labeling type="simple"><settings calloutType="simple"><text-style fieldName="${labelField}" isExpression="0" fontFamily="Noto Sans SC" namedStyle="Medium" fontWeight="57" fontSize="9" fontSizeUnit="Point" textColor="255,255,255,255" textOpacity="1" blendMode="0"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="8,14,16,217" bufferOpacity="0.85" bufferJoinStyle="128" bufferNoFill="1"/></text-style><placement placement="1" centroidWhole="1" centroidInside="1" dist="0" priority="5" fitInPolygonOnly="0"/><rendering drawLabels="1" displayAll="1" obstacle="0" scaleVisibility="0"/></settings></labeling>`;
}

/** Names of the attributes for people. The GeoPackage's own `fid` stands before them. */
export const aliases = ({ fields }: ExportLayer): string =>
  `<aliases>${fields
    .map(
      ({ name, label }, i) =>
        `<alias field="${escapeXml(name)}" index="${i + 1}" name="${escapeXml(label ?? '')}"/>`,
    )
    .join('')}</aliases>`;

/** The style of a layer as QGIS keeps it in the file itself (`layer_styles`). */
export const layerStyle = (layer: ExportLayer, look: LayerLook): string =>
  `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields" labelsEnabled="${look.labelField ? 1 : 0}">${polygonRenderer(look)}${labelling(look)}${aliases(layer)}<layerGeometryType>2</layerGeometryType></qgis>`;

const paletteItems = (classes: readonly Stop[], tag: string) =>
  classes
    .map(
      ({ value, color, label }) =>
        `<${tag} value="${value}" color="${color}" label="${escapeXml(label)}" alpha="255"/>`,
    )
    .join('');

/** Classes with their colours and names. */
export const paletteRenderer = (classes: readonly Stop[]): string =>
  `<rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor=""><colorPalette>${paletteItems(classes, 'paletteEntry')}</colorPalette></rasterrenderer>`;

/** Colours between stops, in rising order. */
export function rampRenderer(stops: readonly Stop[]): string {
  const [low, high] = [stops[0].value, stops[stops.length - 1].value];
  return `<rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="${low}" classificationMax="${high}"><rastershader><colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="${low}" maximumValue="${high}" labelPrecision="4">${paletteItems(stops, 'item')}</colorrampshader></rastershader></rasterrenderer>`;
}
