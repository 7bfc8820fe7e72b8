import type { Occurrence } from '#core/bloom/occurrence.ts';
import type { Recipe } from '#core/recipe/recipe.ts';
import type { Grade } from '#core/foundation/grade.ts';
import type { WarningState } from '#core/bloom/warning-rules.ts';
import type { Text } from '#core/foundation/text.ts';
import type { Period } from '#core/foundation/period.ts';

/** A result of the workspace that a report rests on. */
export interface ReportSource {
  kind: Recipe['kind'];
  name: string;
  /** Of an approved one. */
  number: string | null;
  /** Of an assessment; null for results that no reviewer signs. */
  state: 'draft' | 'submitted' | 'returned' | 'approved' | 'superseded' | null;
  /** First digits of the recipe's SHA-256. */
  recipe: string;
  /** ISO 8601. */
  created: string;
  simulated: boolean;
  rules: Recipe['rules'];
  warnings: string[];
}

/** A zone on a day, from the result that stands for it. */
export interface BloomRow {
  date: string;
  zone: string;
  /** Null where nothing was seen. */
  areaKm2: number | null;
  /** 0–1 of the valid water, and of the water that a clear date would show. */
  share: number | null;
  validShare: number | null;
  /** Null where too little was seen: the date is then no valid one. */
  grade: Grade | null;
  /** Why there is no grade, in English; the report turns it. */
  why: string | null;
  index: string;
  /** Place in the list of sources. */
  source: number;
}

export interface ReportWarning {
  zone: string;
  rule: Text;
  evidence: 'verified-1' | 'verified-2' | 'to-confirm';
  since: string;
  until: string;
  state: WarningState;
  /** Oldest first; days in Beijing. */
  steps: { state: WarningState; day: string; who: string; why: string }[];
}

/** What was measured in the water of the zones within the period. */
export interface GroundValue {
  zone: string;
  site: string;
  day: string;
  parameter: Text;
  unit: string;
  value: number;
}

export interface ReportHead {
  /** What the kind of report is called. */
  called: Text;
  period: Period | null;
  zones: string[];
  sources: ReportSource[];
  software: { name: string; version: string };
  organisation: string;
  preparedBy: string;
  /** Why a map that belongs here could not be drawn, in English. */
  mapMissing: string | null;
}

export interface BloomMaterial extends ReportHead {
  period: Period;
  rows: BloomRow[];
  /** Of the period of the same length right before. */
  before: BloomRow[];
  /** Which days count as bloom, and how many make a frequency. */
  occurrence: Occurrence;
  warnings: ReportWarning[];
  ground: GroundValue[];
}
