import { bandRoleFacts, bandRoles } from '#core/scene/band-roles.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { ComparisonOptions } from '#core/redline/change-options.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sameGrid } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import { transitionKey, type ChangePlan, type Comparison } from '#host/raster/reader/change-reader.ts';
import { bandOfLayer } from '#host/raster/reader/scene-reader.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { say } from '#core/words/said.ts';
import { placesTogether, type PlacesTogether } from '#host/run/zones/places-together.ts';
import { placeZones, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { findIndex, kernelFor, missingLayers } from '#host/run/index/index-choice.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';

/** What is looked at, before anything is looked up. */
export interface RedlineMatter {
  before: Scene;
  after: Scene;
  zones: ZoneSet;
}

/**
 * Two dates as worker threads compare them. Throws `grids-differ` where they have different grids and nobody said how
 * to bring them together, `band-missing`, `formula-invalid`, `bad-input`.
 */
export function planChange(before: Scene, after: Scene, options: ComparisonOptions): ChangePlan {
  const align = alignmentOf(before, after, options);
  const { formula } = findIndex('NDVI');
  const hasNdvi =
    options.method !== 'classes' &&
    [before, after].every(scene => missingLayers(scene, formula).length === 0);
  return {
    before,
    after,
    clouds: options.clouds,
    comparison: comparisonOf(before, after, options),
    align,
    fits: null,
    ndvi: hasNdvi ? formula : null,
    wavelengths: [wavelengths(before), wavelengths(after)],
  };
}

/**
 * Two dates and the zones on the grid of the first. Made once in a run; tallies, maps, patches and files share it.
 */
export interface RedlinePlan {
  kind: 'redline';
  change: ChangePlan;
  zones: ZoneSet;
  placed: readonly PlacedZone[];
  /** The same together. */
  together: PlacesTogether;
}

/** The zones of two dates on the grid of the first. */
export function placeOn({
  before,
  zones,
}: RedlineMatter): Pick<RedlinePlan, 'zones' | 'placed' | 'together'> {
  const placed = placeZones(zones, before.grid);
  return { zones, placed, together: placesTogether(zones, placed, before.grid) };
}

/** The plan that a result was made with. */
export function planOfResult(
  matter: RedlineMatter,
  { options, fits }: Pick<RedlineResult, 'options' | 'fits'>,
): RedlinePlan {
  const change = planChange(matter.before, matter.after, options);
  return {
    kind: 'redline',
    ...placeOn(matter),
    change: {
      ...change,
      fits: fits && Object.fromEntries(fits.map(({ layer, gain, offset }) => [layer, { gain, offset }])),
    },
  };
}

function alignmentOf(before: Scene, after: Scene, { align, method }: ComparisonOptions): ChangePlan['align'] {
  if (sameGrid(before.grid, after.grid)) return null;
  if (!before.grid.crs || !after.grid.crs)
    throw new BloomlineError('crs-unknown', (before.grid.crs ? after : before).name, say('redline.no-crs'));
  if (!align)
    throw new BloomlineError(
      'grids-differ',
      after.name,
      say('redline.other-grid', { name: before.name, grid: describe(before), other: describe(after) }),
    );
  if (method === 'classes' && align !== 'nearest' && align !== 'mode')
    throw new BloomlineError('bad-input', align, say('raster.classes-between'));
  if (method !== 'classes' && align === 'mode')
    throw new BloomlineError('bad-input', align, say('redline.mode-for-classes'));
  return align;
}

function comparisonOf(before: Scene, after: Scene, options: ComparisonOptions): Comparison {
  const scenes = [before, after];
  if (options.method === 'index') {
    const { formula } = findIndex(options.index);
    for (const scene of scenes) kernelFor(scene, formula);
    return { kind: 'index', formula };
  }
  if (options.method === 'vector') {
    const layers = [...new Set(options.layers)];
    if (layers.length < 2) throw new BloomlineError('bad-input', 'layers', say('redline.vector-needs-two'));
    for (const scene of scenes) for (const layer of layers) bandOfLayer(scene, layer);
    return { kind: 'vector', layers };
  }
  const layer = 'b1';
  for (const scene of scenes) {
    const band = bandOfLayer(scene, layer);
    if (/Float|Complex/i.test(band.type))
      throw new BloomlineError('bad-input', scene.name, say('redline.land-cover-type', { type: band.type }));
  }
  return { kind: 'classes', layer, wanted: wantedOf(options.transitions) };
}

/** Every pair once. */
function wantedOf(transitions: ComparisonOptions['transitions']): [number, number][] | null {
  if (!transitions) return null;
  return [...new Map(transitions.map(pair => [transitionKey(...pair), pair])).values()];
}

/** The bands that both dates have by role, for a change vector that nobody chose bands for. */
export function commonRoles(before: Scene, after: Scene): string[] {
  return bandRoles
    .filter(role => bandRoleFacts[role].compared)
    .filter(role => [before, after].every(scene => scene.bands.some(b => b.role === role)));
}

function describe({ grid }: Scene): string {
  return `${grid.width} × ${grid.height} pixels of ${grid.affine[1]} from ${grid.affine[0]}, ${grid.affine[3]} in ${grid.crs?.name ?? 'no CRS'}`;
}
