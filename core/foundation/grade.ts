import type { Evidence } from './evidence.ts';
import type { Text } from './text.ts';

/** A grade with the rule it comes from; `evidence: to-confirm` is printed as 待核对. */
export interface Grade {
  level: string;
  label: string;
  labelEn: string;
  /** Id of the rule. */
  rule: string;
  ruleName?: Text;
  evidence: Evidence;
  color: string;
}
