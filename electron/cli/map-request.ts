import type { ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Progress } from '#host/files/progress.ts';
import { readZones, type ZoneFile } from '#host/formats/read-zones.ts';
import type { AtlasInput, AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import { productStem } from '#host/files/file-name.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { required } from './arguments.ts';
import { thresholdOption } from './assess.ts';
import { zonesOfLake } from '#host/run/zones/lake-zones.ts';
import type { MapValues } from './map-arguments.ts';

export type AtlasParts = Pick<AtlasInput, 'units' | 'overview' | 'key' | 'title'>;

/** What a template has to work with. */
export interface MapWork {
  stem: string;
  sheets: () => Promise<AtlasUnit[]>;
  atlas: { by: readonly string[]; make: (by: string) => Promise<AtlasParts> } | null;
  warnings: readonly string[];
}

export interface Request {
  values: MapValues;
  options: SheetOptions;
  template: Template;
  pool: RasterPool;
  progress: Progress;
}

export const zonesOf = async ({ values }: Request): Promise<ZoneFile> => {
  const path = required('zones', values.zones);
  const file = await readZones(path, { layer: values.layer, nameField: values['zone-name'] });
  return zonesOfLake(file, values.lake);
};

export const tellZones = (file: ZoneFile): string[] => file.problems.map(p => `${p.zone}: ${p.message}`);

export const stemOf = (template: Template, scenes: readonly Scene[], date: string): string =>
  productStem(template.id, scenes.map(s => s.name).join('-'), date);

export const threshold = (values: MapValues): ThresholdChoice =>
  thresholdOption(required('threshold', values.threshold));
