import type { Approval } from './approval.ts';

import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';

export type AssessmentResult = BloomResult | RedlineResult;
export type AssessmentState = 'draft' | 'submitted' | 'returned' | 'approved' | 'superseded';

export interface Assessment {
  id: number;
  name: string;
  kind: 'bloom' | 'redline';
  state: AssessmentState;
  created: string;
  author: string;
  sceneIds: number[];
  zoneIds: number[];
  result: AssessmentResult;
  /** Number, date and names of an approved one. */
  approval?: Approval | null;
}
