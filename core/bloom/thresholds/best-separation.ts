/** What a place on the ground says, beside the satellite's value there. */
export interface LabelledValue {
  value: number;
  bloom: boolean;
}

export interface Separation {
  /** In the middle between two neighbouring values; above it is bloom. */
  threshold: number;
  /** Bloom that is called bloom, and water that is called water, 0–1. */
  sensitivity: number;
  specificity: number;
  /** Area under the ROC curve, 0–1; 0.5 says nothing. */
  auc: number;
  bloom: number;
  water: number;
  /** The ROC curve: false alarms and hits, from the highest threshold to the lowest. */
  curve: { falseAlarms: number; hits: number; threshold: number }[];
}

/**
 * The threshold that separates labelled values best: largest sensitivity + specificity − 1 (Youden 1950). Of equal
 * ones the highest. Null unless there is bloom as well as water.
 */
export function bestSeparation(points: readonly LabelledValue[]): Separation | null {
  const sorted = [...points].sort((a, b) => b.value - a.value);
  const bloom = sorted.filter(p => p.bloom).length;
  const water = sorted.length - bloom;
  if (bloom === 0 || water === 0) return null;
  const curve = [{ falseAlarms: 0, hits: 0, threshold: Infinity }];
  let hits = 0;
  let alarms = 0;
  let auc = 0;
  let best: { threshold: number; hits: number; alarms: number } | null = null;
  for (let i = 0; i < sorted.length;) {
    const { value } = sorted[i];
    const before = { hits, alarms };
    for (; i < sorted.length && sorted[i].value === value; i++)
      if (sorted[i].bloom) hits++;
      else alarms++;
    auc += ((alarms - before.alarms) * (hits + before.hits)) / 2;
    const threshold = i < sorted.length ? (value + sorted[i].value) / 2 : -Infinity;
    curve.push({ falseAlarms: alarms / water, hits: hits / bloom, threshold });
    const youden = (h: number, a: number) => h * water - a * bloom;
    if (i < sorted.length && (!best || youden(hits, alarms) > youden(best.hits, best.alarms)))
      best = { threshold, hits, alarms };
  }
  if (!best) return null;
  return {
    threshold: best.threshold,
    sensitivity: best.hits / bloom,
    specificity: 1 - best.alarms / water,
    auc: auc / (bloom * water),
    bloom,
    water,
    curve,
  };
}
