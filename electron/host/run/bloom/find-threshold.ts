import { isReflectance, quantityInWords, quantityOf } from '#core/scene/quantity.ts';
import { labelledValues, type GroundPoints } from '#core/ground/beside-satellite.ts';
import { snapThreshold } from '#core/bloom/histogram-area.ts';
import { bestSeparation } from '#core/bloom/thresholds/best-separation.ts';
import type {
  FoundThreshold,
  LakeThreshold,
  ThresholdChoice,
} from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';

import { otsuThreshold } from '#core/bloom/thresholds/otsu.ts';
import type { Separability } from '#core/bloom/thresholds/separability.ts';
import { valleyThreshold } from '#core/bloom/thresholds/valley.ts';
import { binEdge, type BinRange } from '#core/tally/tally.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import type { BloomTallies } from './tally-bloom.ts';
import { findGradientThreshold } from './find-gradient.ts';
import { twoClasses } from './two-classes.ts';

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
          tallied.defaultThreshold ??
          refused('bad-input', tallied.thresholdRefused ?? say('bloom.none-published', { index: plan.id })),
        method: 'default',
        source: tallied.thresholdSource ?? '',
      };
    case 'lake': {
      const kept = lakeThreshold ?? refused('bad-input', say('bloom.none-kept'));
      const quantity = quantityOf(plan.scene);
      if (!isReflectance(quantity))
        refused('bad-input', say('quantity.kept-refused', { found: quantityInWords(quantity) }));
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
    case 'valley':
    case 'gradient':
      return automaticThreshold(tallied, choice, refused, pool, progress);
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

/** A threshold from the pixels alone, where they hold two classes; else words that there is no separable bloom. */
async function automaticThreshold(
  tallied: BloomTallies,
  method: 'otsu' | 'valley' | 'gradient',
  refused: (code: 'nothing-valid', said: Said) => never,
  pool: RasterPool | null,
  progress: Progress,
): Promise<FoundThreshold> {
  const { plan, range } = tallied;
  const classes = await twoClasses(tallied, pool, progress);
  const { separability, weights, where } = classes;
  const floor = plan.definition?.floor?.value ?? -Infinity;
  if (!separability?.separable) {
    if (!separability) return refused('nothing-valid', say('bloom.flat'));
    const { mean } = tallied.whole;
    const limit = plan.definition?.thresholds[0]?.value ?? floor;
    if (limit !== -Infinity && mean >= limit)
      return refused('nothing-valid', say('bloom.one-class-above', { mean: mean.toFixed(3), limit }));
    return {
      value: aboveEverything(tallied),
      method,
      source: inEnglish('bloom.one-class', testWords(separability)),
      noBloom: true,
    };
  }
  if (separability.upperMean <= floor)
    return {
      value: aboveEverything(tallied),
      method,
      source: inEnglish('bloom.below-floor', { mean: separability.upperMean.toFixed(3), floor }),
      noBloom: true,
    };
  const test = inEnglish(where === 'everywhere' ? 'bloom.two-classes' : 'bloom.two-classes-near-edges', {
    ashmanD: separability.ashmanD.toFixed(2),
  });
  const found = (proposed: number, source: string): FoundThreshold => {
    // A method that cuts through one of the classes has not found what lies between them.
    const [from, to] = separability.between;
    const cuts = proposed < from || proposed > to;
    const value = cuts ? separability.lowest : proposed;
    const moved = cuts ? [inEnglish('bloom.moved-between', { value: proposed, lowest: value })] : [];
    const raised = value < floor ? [inEnglish('bloom.raised-to-floor', { value, floor })] : [];
    return { value: Math.max(value, floor), method, source: [source, test, ...moved, ...raised].join('; ') };
  };
  switch (method) {
    case 'otsu':
      return found(
        otsuThreshold(range, weights) ?? refused('nothing-valid', say('bloom.otsu-needs-two')),
        inEnglish('bloom.otsu'),
      );
    case 'valley':
      return found(
        valleyThreshold(range, weights) ?? refused('nothing-valid', say('bloom.histogram-without-valley')),
        inEnglish('bloom.valley'),
      );
    case 'gradient': {
      const edges =
        classes.edges ??
        (await findGradientThreshold(plan, range, pool, progress)) ??
        refused('nothing-valid', say('bloom.flat'));
      const { threshold, edgePixels, pixels } = edges;
      return found(threshold, inEnglish('bloom.gradient', { edges: edgePixels, pixels }));
    }
  }
}

/** What the test of two classes gave, for a sentence. */
export const testWords = ({ ashmanD, valley }: Separability) => ({
  ashmanD: ashmanD.toFixed(2),
  valley: (valley * 100).toFixed(0),
});

/** A whole step so far above all values that a threshold lower by δ finds nothing either. */
function aboveEverything({ range, whole, delta }: BloomTallies): number {
  const above = whole.max + 2 * delta;
  const steps = Math.ceil((above - range.min) / range.step);
  return above <= range.max ? binEdge(range, steps) : Number(above.toPrecision(12));
}

/** The nearest edge of the histogram, where that separates the points as well; else the threshold itself. */
function wholeStep(threshold: number, range: BinRange, labelled: readonly { value: number }[]): number {
  const edge = snapThreshold(range, threshold);
  return labelled.every(({ value }) => value > edge === value > threshold)
    ? edge
    : Number(threshold.toPrecision(12));
}
