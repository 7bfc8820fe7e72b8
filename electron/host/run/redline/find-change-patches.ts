import type { ChangePatch, GonePatch } from '#core/redline/redline-result.ts';
import { trackPatches, type KnownPatch } from '#core/redline/track-patches.ts';
import type { ChangeOptions } from '#core/redline/change-options.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { intersectWindows, toMap, wholeWindow, type Grid } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import type { RunPatch } from '#core/zones/run-patches.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { gainKind, joinRuns, lossKind, type CompareLane } from '#host/raster/lanes/change-lane.ts';
import { transitionOf } from '#host/raster/reader/change-reader.ts';
import { runFindPatches } from '#host/raster/pool/change-tasks.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { ZonePlace } from '#host/raster/lanes/tally-lane.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { redlineRules } from '#host/run/rules/rules.ts';
import type { ChangeTallies } from './tally-change.ts';
import type { Progress } from '#host/files/progress.ts';

/** A patch of the ledger with its outline (longitude and latitude, CGCS2000). */
export interface LedgerOutline extends KnownPatch {
  geometry: MultiPolygon;
}

/** Runs that are kept for patches: about 400 MB. */
const mostRuns = 12_000_000;

interface PatchFinding {
  patches: ChangePatch[];
  gone: GonePatch[];
}

/** From the marked pixels of all lanes to patches with their zones and, where a ledger is given, who they are. */
export async function findChangePatches(
  tallied: ChangeTallies,
  options: ChangeOptions,
  lanes: readonly CompareLane[],
  zones: readonly (ZonePlace & { name: string })[],
  known: readonly KnownOnGrid[] | null,
  pool: RasterPool | null,
  progress: Progress,
): Promise<PatchFinding> {
  const { change: plan } = tallied.plan;
  const { grid } = plan.before;
  let byKind;
  try {
    byKind = joinRuns(
      lanes.map(lane => lane.runs),
      mostRuns,
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BloomlineError('bad-input', plan.after.name, say('redline.all-in-pieces'));
  }
  const places = [...zones, ...(known ?? []).map(k => k.place)].map(({ edges, window }) => ({
    edges,
    window,
  }));
  const { sievePixels, closingPixels, fillHolesM2, minPatchM2 } = options;
  const found: { patch: RunPatch; kind: number }[] = [];
  let done = 0;
  for (const [kind, marked] of byKind) {
    progress.onProgress?.(done++, byKind.size, 'patches');
    const cleaning = { sievePixels, closingPixels, fillHolesM2 };
    const task = { path: plan.after.name, marked, cleaning, grid, places, needed: zones.length };
    for (const patch of await runFindPatches(pool, task, progress.signal))
      if (patch.insideM2 > 0 && patch.insideM2 >= minPatchM2) found.push({ patch, kind });
  }
  found.sort(
    (a, b) => b.patch.areaM2 - a.patch.areaM2 || a.patch.row - b.patch.row || a.patch.col - b.patch.col,
  );
  const project = projector(grid.crs!, cgcs2000);
  const patches = found.map(({ patch, kind }, i): ChangePatch => {
    const overlaps = patch.inside
      .filter(({ place }) => place < zones.length)
      .map(({ place, areaM2 }) => ({ zone: zones[place].name, areaM2 }))
      .sort((a, b) => b.areaM2 - a.areaM2);
    return {
      id: i + 1,
      zone: overlaps[0].zone,
      areaM2: patch.areaM2,
      pixels: patch.pixels,
      overlapM2: Math.min(patch.insideM2, patch.areaM2),
      overlaps,
      direction:
        kind === lossKind ? 'loss' : kind === gainKind && options.method === 'index' ? 'gain' : 'change',
      transition: kind >= 0 ? transitionOf(kind) : null,
      meanChange: patch.mean,
      center: project(...toMap(grid.affine, patch.col, patch.row)),
      geometry: [patch.polygon.map(ring => ring.map(([c, r]) => project(...toMap(grid.affine, c, r))))],
    };
  });
  if (!known) return { patches, gone: [] };
  const { tracks, gone } = trackPatches(
    found.map(({ patch }) => ({
      areaM2: patch.areaM2,
      common: patch.inside
        .filter(({ place }) => place >= zones.length)
        .map(({ place, areaM2 }) => ({ known: place - zones.length, areaM2 })),
    })),
    known.map(k => k.patch),
    redlineRules().samePatch,
  );
  return {
    patches: patches.map((patch, i) => ({ ...patch, track: tracks[i] })),
    // A patch under clouds, or outside of what was assessed, is not gone.
    gone: gone
      .filter(({ ledgerId, zone }) => {
        const seen = known.find(k => k.patch.ledgerId === ledgerId)!;
        return zones.some(z => z.name === zone) && seen.comparedM2 >= leastSeen * seen.patch.areaM2;
      })
      .map(({ intoFound: _, ...rest }) => rest),
  };
}

/** A patch of the ledger on the grid, and how much of it is valid on both dates. */
export interface KnownOnGrid {
  patch: KnownPatch;
  place: ZonePlace;
  comparedM2: number;
}

/** Share of a known patch that must be valid on both dates before it can be called gone. */
const leastSeen = 0.5;

/** Patches of the ledger that touch the grid. */
export function ledgerOnGrid(
  ledger: readonly LedgerOutline[],
  grid: Grid,
): Omit<KnownOnGrid, 'comparedM2'>[] {
  if (ledger.length === 0) return [];
  try {
    const zones = ledger.map(({ number, geometry }) => ({ name: number, geometry, attributes: {} }));
    const placed = placeZones({ zones, crs: cgcs2000, subject: 'ledger' }, grid);
    return placed.flatMap(({ edges, window }, i) => {
      const inside = window && intersectWindows(window, wholeWindow(grid));
      return edges && inside ? [{ patch: ledger[i], place: { edges, window: inside } }] : [];
    });
  } catch (error) {
    // None of them lies in the scene.
    if (error instanceof BloomlineError) return [];
    throw error;
  }
}
