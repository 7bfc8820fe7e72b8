import type { Means } from '#host/run/resolver.ts';
import { commandResolver } from './resolver.ts';
import type { ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import type { Progress } from '#host/files/progress.ts';

import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { required } from './arguments.ts';
import { thresholdOption } from './assess.ts';

import type { MapValues } from './map-arguments.ts';

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

export const threshold = (values: MapValues): ThresholdChoice =>
  thresholdOption(required('threshold', values.threshold));
