import type { Means } from '#host/run/resolver.ts';
import { commandResolver } from './resolver.ts';
import type { ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Progress } from '#host/files/progress.ts';

import type { AtlasInput, AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import { productStem } from '#host/files/file-name.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { required } from './arguments.ts';
import { thresholdOption } from './assess.ts';

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

export const meansOf = ({ pool, progress }: Request): Means => ({
  resolver: commandResolver,
  pool,
  progress,
});

export const stemOf = (template: Template, scenes: readonly Scene[], date: string): string =>
  productStem(template.id, scenes.map(s => s.name).join('-'), date);

export const threshold = (values: MapValues): ThresholdChoice =>
  thresholdOption(required('threshold', values.threshold));
