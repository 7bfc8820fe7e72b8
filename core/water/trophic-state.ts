import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import type { Measured } from './water-quality.ts';

/** TLI(j) = 10 · (intercept + slope · ln x), weighted by the square of r, the correlation with chlorophyll-a. */
export interface TrophicRule {
  id: string;
  name: Text;
  evidence: Evidence;
  note: Text;
  components: { parameter: string; intercept: number; slope: number; r: number }[];
  /** Upper limits, inclusive, from poor to rich; the last one has none. */
  states: { label: Text; upTo: number | null; color: string }[];
}

export interface TrophicState {
  /** TLI(Σ). */
  index: number;
  state: Text;
  color: string;
  components: { parameter: string; value: number; index: number; weight: number }[];
  /** Components that were not measured; the weights of the others are renormalised. */
  missing: string[];
}

/** Comprehensive trophic level index of one sample; null where none of its indicators was measured. */
export function trophicState(rule: TrophicRule, measured: readonly Measured[]): TrophicState | null {
  const present = rule.components.flatMap(component => {
    const value = measured.find(m => m.parameter === component.parameter)?.value;
    // The logarithm knows no zero: such a value is below the method's limit and says nothing here.
    return value !== undefined && value > 0 ? [{ ...component, value }] : [];
  });
  if (present.length === 0) return null;
  const sum = present.reduce((total, c) => total + c.r ** 2, 0);
  const components = present.map(c => ({
    parameter: c.parameter,
    value: c.value,
    index: 10 * (c.intercept + c.slope * Math.log(c.value)),
    weight: c.r ** 2 / sum,
  }));
  const index = components.reduce((total, c) => total + c.weight * c.index, 0);
  const state = rule.states.find((s, i) => s.upTo === null || (i === 0 ? index < s.upTo : index <= s.upTo))!;
  return {
    index,
    state: state.label,
    color: state.color,
    components,
    missing: rule.components.map(c => c.parameter).filter(p => !present.some(c => c.parameter === p)),
  };
}
