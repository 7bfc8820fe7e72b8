import type { GonePatch, PatchTrack } from './redline-result.ts';

/** What the ledger knows of a patch. */
export interface KnownPatch {
  ledgerId: number;
  number: string;
  zone: string;
  areaM2: number;
}

/** A patch found now, and the m² that it has in common with known ones (by their position in the list). */
export interface FoundPatch {
  areaM2: number;
  common: { known: number; areaM2: number }[];
}

/**
 * Which known patch each found one is. Pairs are candidates where the common area is at least `minCommonShare` of the
 * smaller patch; the largest common area decides first, and each patch is one other at most. Known patches that are no
 * found one's are gone: into the found patch that holds most of them, or entirely.
 */
export function trackPatches(
  found: readonly FoundPatch[],
  known: readonly KnownPatch[],
  rule: { minCommonShare: number; sameAreaTolerance: number },
): { tracks: PatchTrack[]; gone: (GonePatch & { intoFound: number | null })[] } {
  const pairs = found
    .flatMap((patch, f) => patch.common.map(({ known: k, areaM2 }) => ({ f, k, common: areaM2 })))
    .filter(({ f, k, common }) => common >= rule.minCommonShare * Math.min(found[f].areaM2, known[k].areaM2))
    .sort((a, b) => b.common - a.common || a.k - b.k || a.f - b.f);
  const knownOf = new Map<number, { k: number; common: number }>();
  const taken = new Set<number>();
  for (const { f, k, common } of pairs) {
    if (knownOf.has(f) || taken.has(k)) continue;
    knownOf.set(f, { k, common });
    taken.add(k);
  }
  const tracks = found.map((patch, f): PatchTrack => {
    const match = knownOf.get(f);
    if (!match) return { ledgerId: null, number: null, trend: 'new', previousM2: null, commonM2: 0 };
    const { ledgerId, number, areaM2 } = known[match.k];
    const ratio = patch.areaM2 / areaM2 - 1;
    const trend = Math.abs(ratio) <= rule.sameAreaTolerance ? 'same' : ratio > 0 ? 'grown' : 'shrunk';
    return { ledgerId, number, trend, previousM2: areaM2, commonM2: match.common };
  });
  const gone = known.flatMap((patch, k) => {
    if (taken.has(k)) return [];
    const into = pairs.find(pair => pair.k === k)?.f ?? null;
    return [
      {
        ledgerId: patch.ledgerId,
        number: patch.number,
        zone: patch.zone,
        previousM2: patch.areaM2,
        mergedInto: into === null ? null : (tracks[into].number ?? String(into + 1)),
        intoFound: into,
      },
    ];
  });
  return { tracks, gone };
}
