/** What the map says at a place whose class is known from the ground. */
export interface CheckedPlace {
  mapped: boolean;
  bloom: boolean;
}

export interface ClassAccuracy {
  /**
   * 0–1; null without places. Of what is mapped as the class, the share that is right; of what is the class, the
   * share that is mapped.
   */
  user: number | null;
  producer: number | null;
}

/** A confusion matrix of bloom and water, counted, and weighted by the areas of the map's classes. */
export interface MapAccuracy {
  /** [mapped][on the ground], bloom first. */
  counts: [[number, number], [number, number]];
  /** Share of the places that are right; kappa. */
  overall: number | null;
  kappa: number | null;
  bloom: ClassAccuracy;
  water: ClassAccuracy;
  /** Weighted by mapped area, of a probability sample; null unless both classes have at least two places. */
  weighted: {
    overall: number;
    /** Half of the 95 % confidence interval. */
    overallCi95: number;
    bloom: ClassAccuracy;
    water: ClassAccuracy;
    /** The area of bloom that the checked places lead to expect, and half of its 95 % confidence interval, km². */
    bloomAreaKm2: number;
    bloomAreaCi95Km2: number;
  } | null;
}

/**
 * Accuracy of a bloom map at checked places. The weighted figures follow Olofsson et al. 2014 (stratified by mapped
 * class): they hold for a probability sample alone. Without areas there are none.
 */
export function accuracyOf(
  places: readonly CheckedPlace[],
  areasKm2: { bloom: number; water: number } | null,
): MapAccuracy {
  const count = (mapped: boolean, bloom: boolean) =>
    places.filter(p => p.mapped === mapped && p.bloom === bloom).length;
  const counts: MapAccuracy['counts'] = [
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ];
  const total = places.length;
  const mapped = counts.map(row => row[0] + row[1]);
  const truth = [0, 1].map(j => counts[0][j] + counts[1][j]);
  const right = counts[0][0] + counts[1][1];
  const chance = total > 0 ? (mapped[0] * truth[0] + mapped[1] * truth[1]) / total ** 2 : 0;
  const overall = total > 0 ? right / total : null;
  const ofClass = (i: 0 | 1): ClassAccuracy => ({
    user: ratio(counts[i][i], mapped[i]),
    producer: ratio(counts[i][i], truth[i]),
  });
  return {
    counts,
    overall,
    kappa: overall === null || chance === 1 ? null : (overall - chance) / (1 - chance),
    bloom: ofClass(0),
    water: ofClass(1),
    weighted: areasKm2 && weighted(counts, mapped, [areasKm2.bloom, areasKm2.water]),
  };
}

function weighted(
  counts: MapAccuracy['counts'],
  mapped: readonly number[],
  areas: readonly number[],
): MapAccuracy['weighted'] {
  const whole = areas[0] + areas[1];
  if (mapped.some(n => n < 2) || !(whole > 0)) return null;
  const weight = areas.map(a => a / whole);
  const share = (i: number, j: number) => (weight[i] * counts[i][j]) / mapped[i];
  const column = [share(0, 0) + share(1, 0), share(0, 1) + share(1, 1)];
  const variance = (j: number) =>
    [0, 1].reduce((sum, i) => {
      const p = counts[i][j] / mapped[i];
      return sum + (weight[i] ** 2 * p * (1 - p)) / (mapped[i] - 1);
    }, 0);
  const overallVariance = [0, 1].reduce((sum, i) => {
    const user = counts[i][i] / mapped[i];
    return sum + (weight[i] ** 2 * user * (1 - user)) / (mapped[i] - 1);
  }, 0);
  const ofClass = (i: 0 | 1): ClassAccuracy => ({
    user: counts[i][i] / mapped[i],
    producer: ratio(share(i, i), column[i]),
  });
  return {
    overall: share(0, 0) + share(1, 1),
    overallCi95: 1.96 * Math.sqrt(overallVariance),
    bloom: ofClass(0),
    water: ofClass(1),
    bloomAreaKm2: column[0] * whole,
    bloomAreaCi95Km2: 1.96 * Math.sqrt(variance(0)) * whole,
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
