import { z } from 'zod';

/** Ways to find a threshold; what a person types or drags to is `fixed`. */
export const thresholdMethods = ['default', 'lake', 'otsu', 'valley', 'gradient', 'ground'] as const;
export type ThresholdMethod = (typeof thresholdMethods)[number];

/** A number, or the way to find one. */
export const thresholdChoiceSchema = z.union([z.number(), z.enum(thresholdMethods)]);
export type ThresholdChoice = z.infer<typeof thresholdChoiceSchema>;

/** A threshold and where it comes from. */
export interface FoundThreshold {
  value: number;
  method: ThresholdMethod | 'fixed';
  /** A sentence; empty where a person chose the number. */
  source: string;
  /** A method found no two classes: the value lies above everything. */
  noBloom?: true;
}

/** A threshold that was kept for a lake. */
export interface LakeThreshold {
  lake: string;
  index: string;
  value: number;
  note: string;
  who: string;
  /** ISO 8601. */
  time: string;
}

/** The lake that zones belong to: the one zone, or the set of several; null where they are of several sets. */
export function lakeOf(zones: readonly { name: string; set?: string }[]): string | null {
  if (zones.length === 1) return zones[0].name;
  const sets = new Set(zones.map(zone => zone.set ?? null));
  return sets.size === 1 ? [...sets][0] : null;
}
