import { writeKmlFolders } from '#host/formats/kml/write-kml.ts';
import { colorOf, layerLook, polygonsOf } from '#host/products/layers/layer-looks.ts';
import type { ProductFormat } from './product-format.ts';

/** The layers as folders of one KML, drawn as in the window. */
export const kmlFormat: ProductFormat = {
  kind: 'kml',
  label: { zh: '矢量 KML', en: 'Polygons, KML' },
  ending: '.kml',
  write: async (path, { input, layers }) =>
    writeKmlFolders(
      path,
      input.assessment.name,
      (await layers()).map(layer => {
        const shown = layerLook(layer.name, input);
        return {
          title: shown.title,
          visible: shown.visible,
          look: shown.look,
          labels: Object.fromEntries(layer.fields.flatMap(f => (f.label ? [[f.name, f.label]] : []))),
          marks: polygonsOf(layer).map(({ geometry, properties }, i) => ({
            name: markName(properties, shown.title, i),
            geometry,
            properties,
            color: colorOf(shown, properties),
          })),
        };
      }),
    ),
};

/** The zone's name, the patch's number, else the layer and a count. */
function markName({ number, patch, zone }: Record<string, unknown>, title: string, i: number): string {
  const own = number ?? (patch === undefined || patch === null ? zone : `${title} ${String(patch)}`);
  return own === undefined || own === null ? `${title} ${i + 1}` : String(own);
}
