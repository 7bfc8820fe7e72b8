import { z } from 'zod';
import { reasonCode } from '#core/bands/validity.ts';
import { inEnglish } from '#core/words/said.ts';
import { keptCode } from './mask-plan.ts';

/** What a person decided about pixels: bloom, no bloom, to be left out for a reason, or valid whatever masked them. */
export const correctionActions = ['bloom', 'clear', 'exclude', 'include'] as const;
export type CorrectionAction = (typeof correctionActions)[number];

/** Reasons to leave pixels out by hand. */
export const excludeReasons = [
  'cloud',
  'cloud-shadow',
  'cirrus',
  'sun-glint',
  'land',
  'aquatic-vegetation',
  'snow',
] as const;
export type ExcludeReason = (typeof excludeReasons)[number];

const reasonCodes: Record<ExcludeReason, number> = {
  cloud: reasonCode.cloud,
  'cloud-shadow': reasonCode.cloudShadow,
  cirrus: reasonCode.cirrus,
  'sun-glint': reasonCode.sunGlint,
  land: reasonCode.land,
  'aquatic-vegetation': reasonCode.aquaticVegetation,
  snow: reasonCode.snow,
};

const position = z.array(z.number().refine(Number.isFinite)).min(2).max(3);
export const multiPolygonSchema = z
  .array(z.array(z.array(position).min(4).max(200_000)).min(1).max(20_000))
  .min(1)
  .max(20_000);

/** A decision that is about to be made. Coordinates are longitude and latitude in CGCS2000, degrees. */
export const newCorrectionSchema = z
  .strictObject({
    action: z.enum(correctionActions),
    /** Of `exclude` only. */
    reason: z.enum(excludeReasons).optional(),
    /** Why, in the words of who decided. */
    note: z.string().trim().min(1).max(400),
    /** How it was drawn. */
    tool: z.enum(['brush', 'polygon', 'connected', 'file']),
    geometry: multiPolygonSchema,
  })
  .refine(c => (c.action === 'exclude') === (c.reason !== undefined), {
    message: inEnglish('mask.reason-without-exclude'),
  });
export type NewCorrection = z.infer<typeof newCorrectionSchema>;

/** A decision of a person on one scene. Later ones go over earlier ones. */
export interface Correction {
  id: number;
  action: CorrectionAction;
  reason: ExcludeReason | null;
  note: string;
  tool: NewCorrection['tool'];
  author: string;
  /** ISO 8601. */
  time: string;
  /** Longitude and latitude in CGCS2000, degrees. */
  geometry: number[][][][];
}

/** The validity code that a correction gives to its pixels. */
export function correctionCode({ action, reason }: Pick<Correction, 'action' | 'reason'>): number {
  if (action === 'bloom') return reasonCode.handBloom;
  if (action === 'clear') return reasonCode.handClear;
  return action === 'include' || !reason ? keptCode : reasonCodes[reason];
}
