import { labelledValues, type GroundPoints } from '#core/ground/beside-satellite.ts';
import { snapThreshold } from '#core/bloom/histogram-area.ts';
import { bestSeparation } from '#core/bloom/thresholds/best-separation.ts';
import type {
  FoundThreshold,
  LakeThreshold,
  ThresholdChoice,
} from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';

import type { BinRange } from '#core/tally/tally.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import type { BloomTallies } from './tally-bloom.ts';
import { findGradientThreshold } from './find-gradient.ts';

import type { Progress } from '#host/files/progress.ts';

/** What a threshold may rest on beside the pixels. */
export interface ThresholdGrounds {
  /** What was kept for this lake and index, for the threshold `lake`. */
  lakeThreshold?: LakeThreshold | null;
  /** For the threshold `ground`. */
  ground?: GroundPoints | null;
}

/**
 * The threshold that was chosen, or the one that a method gives here. Throws `nothing-valid` where the pixels do not
 * give one, `bad-input` where nothing else says it.
 */
export async function findThreshold(
  tallied: BloomTallies,
  choice: ThresholdChoice,
  { lakeThreshold, ground }: ThresholdGrounds,
  pool: RasterPool | null,
  progress: Progress,
): Promise<FoundThreshold> {
  const { plan, range } = tallied;
  const refused = (code: 'nothing-valid' | 'bad-input', said: Said): never => {
    throw new BloomlineError(code, plan.scene.name, said);
  };
  if (typeof choice === 'number') return { value: choice, method: 'fixed', source: '' };
  switch (choice) {
    case 'default':
      return {
        value:
          tallied.defaultThreshold ?? refused('bad-input', say('bloom.none-published', { index: plan.id })),
        method: 'default',
        source: tallied.thresholdSource ?? '',
      };
    case 'lake': {
      const kept = lakeThreshold ?? refused('bad-input', say('bloom.none-kept'));
      return {
        value: kept.value,
        method: 'lake',
        source: inEnglish(kept.note ? 'bloom.kept-note' : 'bloom.kept', {
          lake: kept.lake,
          who: kept.who,
          date: kept.time.slice(0, 10),
          note: kept.note,
        }),
      };
    }
    case 'otsu':
      return {
        value: tallied.otsu ?? refused('nothing-valid', say('bloom.otsu-needs-two')),
        method: 'otsu',
        source: inEnglish('bloom.otsu'),
      };
    case 'valley':
      return {
        value: tallied.valley ?? refused('nothing-valid', say('bloom.histogram-without-valley')),
        method: 'valley',
        source: inEnglish('bloom.valley'),
      };
    case 'gradient': {
      const found =
        (await findGradientThreshold(plan, range, pool, progress)) ??
        refused('nothing-valid', say('bloom.flat'));
      return {
        value: found.threshold,
        method: 'gradient',
        source: inEnglish('bloom.gradient', { edges: found.edgePixels, pixels: found.pixels }),
      };
    }
    case 'ground': {
      const labelled = ground ? labelledValues(ground) : [];
      const separation = bestSeparation(labelled);
      if (!separation) return refused('bad-input', say('bloom.points-cannot-tell'));
      const { threshold, bloom, water, sensitivity, specificity, auc } = separation;
      const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
      return {
        value: wholeStep(threshold, range, labelled),
        method: 'ground',
        source: inEnglish('bloom.ground', {
          bloom,
          water,
          hits: percent(sensitivity),
          rejections: percent(specificity),
          auc: auc.toFixed(3),
        }),
      };
    }
  }
}

/** The nearest edge of the histogram, where that separates the points as well; else the threshold itself. */
function wholeStep(threshold: number, range: BinRange, labelled: readonly { value: number }[]): number {
  const edge = snapThreshold(range, threshold);
  return labelled.every(({ value }) => value > edge === value > threshold)
    ? edge
    : Number(threshold.toPrecision(12));
}
