import { isBloom } from '#core/bloom/bloom-rule.ts';
import { changeSign } from '#core/redline/change-rule.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { reasonBase } from '#core/page/class-look.ts';
import { uniformCoverage } from '#core/zones/coverage.ts';
import { CoverageCache } from '#core/zones/coverage-cache.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import type { ChangeReader } from '#host/raster/reader/change-reader.ts';
import { stripsOf, type Masking, type SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex, type ZonePlace } from './tally-lane.ts';

/** Which pixels belong to zones: those of which at least half lies inside, or every one that is touched. */
export interface ClassPlaces {
  zones: ZonePlace[];
  touched: boolean;
  chunks: Window[];
}

/** Classes of the chunks one after the other, each row-major: 0 outside the zones. */
export interface ClassLane {
  chunks: Window[];
  bytes: Uint8Array;
}

const coverages = new CoverageCache();

/** 2 where the index is above the threshold, else 1; a pixel that does not count has its reason. */
export async function bloomClassLane(
  reader: SceneReader,
  kernel: Kernel,
  places: ClassPlaces,
  { threshold, mask }: { threshold: number; mask: Masking },
  onChunk: () => void | Promise<void>,
): Promise<ClassLane> {
  return classLane(places, onChunk, async chunk => {
    const { index, validity } = await readIndex(reader, kernel, chunk, mask);
    for (let i = 0; i < validity.length; i++)
      validity[i] = validity[i] !== 0 ? reasonBase + validity[i] : isBloom(index[i], threshold) ? 2 : 1;
    return validity;
  });
}

/** 1 unchanged, 2 fall, 3 rise of an index; 4 for a change without a direction. */
export async function changeClassLane(
  reader: ChangeReader,
  places: ClassPlaces,
  threshold: number,
  onChunk: () => void | Promise<void>,
): Promise<ClassLane> {
  const signed = reader.plan.comparison.kind === 'index';
  /** By the sign of the change: fall, none, rise. */
  const classes = [2, 1, signed ? 3 : 4];
  return classLane(places, onChunk, async chunk => {
    const { change, validity } = await reader.read(chunk);
    for (let i = 0; i < validity.length; i++)
      validity[i] =
        validity[i] !== 0 ? reasonBase + validity[i] : classes[1 + changeSign(change[i], threshold, signed)];
    return validity;
  });
}

async function classLane(
  { zones, touched, chunks }: ClassPlaces,
  onChunk: () => void | Promise<void>,
  classesOf: (chunk: Window) => Promise<Uint8Array>,
): Promise<ClassLane> {
  const bytes = new Uint8Array(chunks.reduce((sum, { width, height }) => sum + width * height, 0));
  let offset = 0;
  for (const chunk of chunks) {
    const out = bytes.subarray(offset, (offset += chunk.width * chunk.height));
    for (const strip of stripsOf(chunk)) {
      const classes = await classesOf(strip);
      const from = (strip.row - chunk.row) * chunk.width;
      const into = out.subarray(from, from + classes.length);
      keepInside(into, classes, strip, zones, touched);
    }
    await onChunk();
  }
  return { chunks, bytes };
}

/** Copies what lies in zones from `values` to `out`, both over `chunk` row-major. */
export function keepInside<T extends Uint8Array | Float32Array>(
  out: T,
  values: T,
  chunk: Window,
  zones: readonly ZonePlace[],
  touched = false,
): void {
  for (const { edges, window } of zones) {
    const part = intersectWindows(window, chunk);
    if (part) copyInside(out, values, chunk, part, coverageOf(edges, part), touched);
  }
}

/** Null where all of it is inside. */
function coverageOf(edges: ZonePlace['edges'], part: Window): Float64Array | null {
  return uniformCoverage(edges, part) === 1 ? null : coverages.of(edges, part);
}

function copyInside<T extends Uint8Array | Float32Array>(
  out: T,
  classes: T,
  chunk: Window,
  part: Window,
  coverage: Float64Array | null,
  touched: boolean,
): void {
  for (let row = 0; row < part.height; row++) {
    const at = (part.row - chunk.row + row) * chunk.width + part.col - chunk.col;
    if (!coverage) {
      out.set(classes.subarray(at, at + part.width), at);
      continue;
    }
    for (let col = 0; col < part.width; col++) {
      const inside = coverage[row * part.width + col];
      if (touched ? inside > 0 : inside >= 0.5) out[at + col] = classes[at + col];
    }
  }
}
