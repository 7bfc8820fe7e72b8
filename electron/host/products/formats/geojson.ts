import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import type { ProductFormat } from './product-format.ts';

/** One collection: each feature says which layer it is of. */
export const geojsonFormat: ProductFormat = {
  kind: 'geojson',
  label: { zh: '矢量 GeoJSON', en: 'Polygons, GeoJSON' },
  ending: '.geojson',
  write: async (path, { input: { assessment }, layers, record }) => {
    const { simulated } = assessment.result.recipe;
    const features = (await layers()).flatMap(layer =>
      layer.features.map(f => ({ ...f, properties: { layer: layer.name, ...f.properties } })),
    );
    return writeGeoJson(path, features, {
      name: assessment.name,
      properties: { simulated, ...(simulated ? { dataNature: simulatedLabel } : {}), recipe: record() },
    });
  },
};
