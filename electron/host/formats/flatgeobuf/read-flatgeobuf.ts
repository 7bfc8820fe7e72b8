import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { geojson } from 'flatgeobuf';
import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import { inEnglish } from '#core/words/said.ts';
import { sourceOfFeatures } from '#host/formats/geojson/read-geojson.ts';
import type { VectorSource } from '#host/formats/vector/vector-source.ts';

/** FlatGeobuf, by the library of the format's author. Throws what the library throws for what is none. */
export async function openFlatGeobuf(path: string): Promise<VectorSource> {
  const features: unknown[] = [];
  let crs: { code: number; wkt: string | null } | null = null;
  const bytes = new Uint8Array(await readFile(path));
  for await (const feature of geojson.deserialize(bytes, {
    headerMetaFn: header => (crs = header.crs ?? null),
  }))
    features.push(feature);
  const told = crs as { code: number; wkt: string | null } | null;
  const definition =
    (told?.code ? crsFromEpsg(told.code) : null) ?? (told?.wkt ? crsFromWkt(told.wkt) : null);
  return sourceOfFeatures(
    path,
    { type: 'FeatureCollection', features, name: basename(path, extname(path)) },
    'UTF-8',
    definition
      ? { crs: definition, note: null }
      : { crs: null, note: inEnglish('vector.crs-unknown', { name: told?.wkt?.slice(0, 80) ?? '–' }) },
  );
}
