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
 * The threshold that was chosen, or the one that a method gives here. Throws `nothing-valid` where the pixels do not give one,
 * `bad-input` where nothing else says it.
 */
export async function findThreshold(
  tallied: BloomTallies,
  choice: ThresholdChoice,
  { lakeThreshold, ground }: ThresholdGrounds,
  pool: RasterPool | null,
  progress: Progress,
): Promise<FoundThreshold> {
  const { plan, range } = tallied;
  const refused = (code: 'nothing-valid' | 'bad-input', message: string): never => {
    throw new BloomlineError(code, plan.scene.name, message);
  };
  if (typeof choice === 'number') return { value: choice, method: 'fixed', source: '' };
  switch (choice) {
    case 'default':
      return {
        value:
          tallied.defaultThreshold ??
          refused('bad-input', `no threshold was published for ${plan.id}; give a number or another method`),
        method: 'default',
        source: tallied.thresholdSource ?? '',
      };
    case 'lake': {
      const kept =
        lakeThreshold ??
        refused(
          'bad-input',
          'no threshold was kept for this lake and index; give a number or another method',
        );
      return {
        value: kept.value,
        method: 'lake',
        source: `kept for ${kept.lake} by ${kept.who}, ${kept.time.slice(0, 10)}${kept.note ? `: ${kept.note}` : ''}`,
      };
    }
    case 'otsu':
      return {
        value:
          tallied.otsu ?? refused('nothing-valid', 'Otsu needs at least two different values in the zones'),
        method: 'otsu',
        source: 'Otsu 1979, on the histogram of the zones',
      };
    case 'valley':
      return {
        value:
          tallied.valley ??
          refused('nothing-valid', 'the histogram of the zones has no valley between two peaks'),
        method: 'valley',
        source: 'lowest point between the two peaks of the smoothed histogram (Prewitt & Mendelsohn 1966)',
      };
    case 'gradient': {
      const found =
        (await findGradientThreshold(plan, range, pool, progress)) ??
        refused('nothing-valid', 'the index is flat in the zones: there is no edge of a bloom');
      return {
        value: found.threshold,
        method: 'gradient',
        source: `mean of the ${found.edgePixels} steepest of ${found.pixels} pixels (maximum gradient, after Hu et al. 2010)`,
      };
    }
    case 'ground': {
      const labelled = ground ? labelledValues(ground) : [];
      const separation = bestSeparation(labelled);
      if (!separation)
        return refused(
          'bad-input',
          'the ground points cannot tell: points with bloom and points without are needed, sampled near the scene and not masked',
        );
      const { threshold, bloom, water, sensitivity, specificity, auc } = separation;
      const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
      return {
        value: wholeStep(threshold, range, labelled),
        method: 'ground',
        source: `separates ${bloom} points with bloom from ${water} without: ${percent(sensitivity)} and ${percent(specificity)} are right, area under the ROC curve ${auc.toFixed(3)}`,
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
