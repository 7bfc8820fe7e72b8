/** Four neighbours on an axis of nodes (fewer where the axis is shorter) and what each counts. */
export interface Neighbours {
  first: number;
  weights: number[];
}

/**
 * Cubic interpolation between four neighbouring nodes (Lagrange), which need not be equally far apart. Throws
 * RangeError outside the nodes.
 */
export function neighboursOf(nodes: readonly number[], at: number): Neighbours {
  if (!(at >= nodes[0] && at <= nodes.at(-1)!))
    throw new RangeError(`${at} is outside ${nodes[0]} … ${nodes.at(-1)!}`);
  const above = nodes.findIndex(node => node >= at);
  const first = Math.max(0, Math.min(above - 2, nodes.length - 4));
  const near = nodes.slice(first, first + 4);
  return {
    first,
    weights: near.map((node, i) =>
      near.reduce((product, other, j) => (i === j ? product : (product * (at - other)) / (node - other)), 1),
    ),
  };
}

/** The weighted sum over the neighbours on several axes; `value` gives the number at indices of the axes. */
export function interpolate(
  axes: readonly Neighbours[],
  value: (...indices: number[]) => number,
  indices: readonly number[] = [],
): number {
  if (indices.length === axes.length) return value(...indices);
  const { first, weights } = axes[indices.length];
  return weights.reduce(
    (sum, weight, i) =>
      weight === 0 ? sum : sum + weight * interpolate(axes, value, [...indices, first + i]),
    0,
  );
}
