import {
  frequencyClass,
  frequencyClasses,
  frequencyLimits,
  frequencyUnseen,
} from '#core/page/frequency-content.ts';
import { sameGrid } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { coverageFractions } from '#core/zones/coverage.ts';

import type { Scene } from '#core/scene/scene.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { bloomClassRaster, type ClassRaster } from '#host/run/class-raster.ts';
import type { BloomPlan } from '#host/run/bloom/plan-bloom.ts';
import { usablePlaces } from '#host/run/zones/place-zones.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { handBloom } from '#core/page/class-look.ts';
import { say } from '#core/words/said.ts';

/** A scene of a series as the map counts it. */
export interface FrequencyScene {
  date: string;
  /** Opened when its turn comes. */
  open: () => Promise<BloomPlan>;
  threshold: number;
}

export interface Frequency {
  raster: ClassRaster;
  /** The first scene, whose grid the map has. */
  scene: Scene;
  /** km² per class value, by exact coverage; ground of several zones counts once. */
  areaKm2: Record<number, number>;
  days: number;
  used: FrequencyScene[];
  /** Scenes with another grid. */
  otherGrid: number;
}

/**
 * Days with bloom over valid days, per pixel. Of several scenes of a day a pixel counts once: bloom if any shows it.
 * Holds four bytes per pixel of the zones' window beside one scene's classes, however many scenes there are.
 */
export async function frequencyRaster(
  scenes: readonly FrequencyScene[],
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<Frequency> {
  const inTime = [...scenes].sort((a, b) => a.date.localeCompare(b.date));
  let first: { plan: BloomPlan; raster: ClassRaster } | null = null;
  let bloom = new Uint16Array(0);
  let valid = new Uint16Array(0);
  let today = new Uint8Array(0);
  let days = 0;
  let otherGrid = 0;
  const used: FrequencyScene[] = [];
  const closeDay = () => {
    let any = false;
    for (let i = 0; i < today.length; i++) {
      if (today[i] === 0) continue;
      any = true;
      valid[i]++;
      if (today[i] === 2) bloom[i]++;
    }
    if (any) days++;
    today.fill(0);
  };
  for (const [n, one] of inTime.entries()) {
    throwIfCancelled(progress.signal);
    const plan = await one.open();
    if (first && !sameGrid(first.plan.scene.grid, plan.scene.grid)) {
      otherGrid++;
      continue;
    }
    const raster = await bloomClassRaster(
      plan,
      { threshold: one.threshold, touched: true, pool },
      { signal: progress.signal },
    );
    if (!first) {
      first = { plan, raster };
      bloom = new Uint16Array(raster.pixels.length);
      valid = new Uint16Array(raster.pixels.length);
      today = new Uint8Array(raster.pixels.length);
    }
    if (used.length > 0 && used[used.length - 1].date !== one.date) closeDay();
    used.push(one);
    for (let i = 0; i < today.length; i++) {
      const value = raster.pixels[i];
      if (value === 2 || value === handBloom.bloom) today[i] = 2;
      else if ((value === 1 || value === handBloom.clear) && today[i] === 0) today[i] = 1;
    }
    progress.onProgress?.(n + 1, inTime.length, 'frequency');
  }
  if (!first) throw new BloomlineError('nothing-valid', 'series', say('map.series-without-result'));
  closeDay();
  return {
    ...classesOf(first.plan, first.raster, bloom, valid),
    scene: first.plan.scene,
    days,
    used,
    otherGrid,
  };
}

function classesOf(
  { scene, placed }: BloomPlan,
  { window, grid }: ClassRaster,
  bloom: Uint16Array,
  valid: Uint16Array,
): { raster: ClassRaster; areaKm2: Record<number, number> } {
  const pixels = new Uint8Array(window.width * window.height);
  const covered = new Float32Array(pixels.length);
  for (const zone of usablePlaces(placed)) {
    const coverage = coverageFractions(zone.edges, zone.window);
    for (let i = 0; i < coverage.length; i++) {
      const at =
        (zone.window.row - window.row + Math.floor(i / zone.window.width)) * window.width +
        (zone.window.col - window.col + (i % zone.window.width));
      covered[at] = Math.min(1, covered[at] + coverage[i]);
    }
  }
  const { leastDates } = bloomRules().occurrence;
  const m2 = new Float64Array(frequencyUnseen + 1);
  for (let row = 0; row < window.height; row++) {
    const areas = pixelAreasM2(scene.grid, { ...window, row: window.row + row, height: 1 });
    for (let col = 0; col < window.width; col++) {
      const at = row * window.width + col;
      if (covered[at] === 0) continue;
      const value = frequencyClass(bloom[at], valid[at], leastDates);
      m2[value] += covered[at] * areas[col];
      if (covered[at] >= 0.5) pixels[at] = value;
    }
  }
  return {
    raster: { window, grid, pixels, classes: frequencyClasses },
    areaKm2: Object.fromEntries(
      [...frequencyLimits.map((_, i) => i + 1), frequencyUnseen].map(value => [value, m2[value] / 1e6]),
    ),
  };
}
