import { z } from 'zod';
import type { Evidence } from '#core/foundation/evidence.ts';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import type { Grade } from '#core/foundation/grade.ts';

const head = {
  id: z.string(),
  name: textSchema,
  version: z.string(),
  evidence: evidenceSchema,
  note: textSchema,
};

const gradeHead = { level: z.string(), label: z.string(), labelEn: z.string(), color: z.string() };

/** resources/rules/bloom.json */
export const bloomRulesSchema = z.strictObject({
  areaShareGrade: z.strictObject({
    ...head,
    grades: z.array(
      z.strictObject({
        ...gradeHead,
        /** Share of valid water, 0–1. A grade holds min ≤ P < max; min = max = 0 holds P = 0 only. */
        min: z.number(),
        max: z.number(),
      }),
    ),
  }),
  densityGrade: z.strictObject({
    ...head,
    grades: z.array(
      z.strictObject({
        ...gradeHead,
        /** Cells per litre. A grade holds min ≤ D < max; the last one has no end. */
        min: z.number(),
        max: z.number().nullable(),
      }),
    ),
  }),
  minValidShare: z.strictObject({ ...head, value: z.number() }),
  waterShare: z.strictObject({ ...head, askFrom: z.number(), least: z.number() }),
  wholeLake: z.strictObject({
    ...head,
    /** Level Ⅰ where more than this share of the points has fewer cells per litre than `clearBelow`. */
    clearShare: z.number(),
    clearBelow: z.number(),
    /** Else the level that holds at least this share of the points; else that of the mean. */
    majorityShare: z.number(),
  }),
  /** Which samples are bloom: at least this much of either. */
  groundBloom: z.strictObject({ ...head, density: z.number(), chlorophyll: z.number() }),
  intensity: z.strictObject({
    ...head,
    /** The only index that the scale is for. */
    index: z.string(),
    /** Index of water without algae (cover 0) and of full cover (1). */
    water: z.number(),
    algae: z.number(),
    /** Cover of a pixel: a class holds min < cover ≤ max; the last one has no end. */
    classes: z.array(
      z.strictObject({ label: textSchema, min: z.number(), max: z.number().nullable(), color: z.string() }),
    ),
  }),
  subPixel: z.strictObject({
    ...head,
    endMembers: z.array(
      z.strictObject({
        index: z.string(),
        water: z.number(),
        algae: z.number(),
        evidence: evidenceSchema,
      }),
    ),
  }),
  places: z.strictObject({
    ...head,
    /** The middle reaches this share of the way from the centroid to each side of the zone. */
    middleShare: z.number(),
    /** Width of the shore band as a share of the radius of the circle of the zone's area. */
    shoreRadiusShare: z.number(),
    /** Where the band takes more of the zone than this (a river arm), shore is not said. */
    maxShoreBandShare: z.number(),
    /** A part is named from this share of the bloom on, until the named ones hold `enoughShare`. */
    namedShare: z.number(),
    enoughShare: z.number(),
    maxNamed: z.number(),
    /** A part is its shore where this share of its bloom lies in the band. */
    shoreShare: z.number(),
    /** The whole zone: this share of it is bloom, and so it is in this share of its parts. */
    wholeShare: z.number(),
    wholeSectors: z.number(),
    /** Patches of fewer pixels are counted, not listed. */
    patchMinPixels: z.number(),
    patchesKept: z.number(),
  }),
  /** This share of a bloom pixel beside clear water may not be bloom. */
  areaUncertainty: z.strictObject({ ...head, edgeShare: z.number() }),
  occurrence: z.strictObject({
    ...head,
    /** A date counts as bloom from this share on: the lower limit of class Ⅲ. */
    minShare: z.number(),
    /** Fewer dates make no frequency. */
    leastDates: z.number().int().positive(),
  }),
});
export type BloomRules = z.infer<typeof bloomRulesSchema>;

/** resources/rules/redline.json */
export const redlineRulesSchema = z.strictObject({
  vegetationCover: z.strictObject({ ...head, lowPercent: z.number(), highPercent: z.number() }),
  /** Vegetation of two dates is of the same pixels. */
  samePixels: z.strictObject(head),
  vegetationLoss: z.strictObject({ ...head, defaultLoss: z.number(), defaultMinPatchM2: z.number() }),
  coregistration: z.strictObject({ ...head, maxShiftPx: z.number() }),
  samePatch: z.strictObject({ ...head, minCommonShare: z.number(), sameAreaTolerance: z.number() }),
});
export type RedlineRules = z.infer<typeof redlineRulesSchema>;

const limits = z.array(z.number().nonnegative()).nullable();

/** resources/rules/water.json */
export const waterRulesSchema = z.strictObject({
  surfaceWater: z.strictObject({
    ...head,
    items: z.array(
      z.strictObject({
        parameter: z.string(),
        kind: z.enum(['ceiling', 'floor', 'band']),
        river: limits,
        lake: limits,
        /** Counts for the class; total nitrogen and coliforms are told beside it. */
        counted: z.boolean(),
        /** Class Ⅰ all the same where this parameter is at least so much. */
        saturation: z.strictObject({ parameter: z.string(), least: z.number() }).optional(),
      }),
    ),
  }),
  evaluation: z.strictObject({
    ...head,
    /** A class needs one of these; named in `leastText`. */
    leastOneOf: z.array(z.string()),
    leastText: textSchema,
    /** Items of the routine programme: what is missing of them is told beside a class. */
    routine: z.array(z.string()),
    /** Months with values that a quarter and a year usually need. */
    monthsOfQuarter: z.number(),
    monthsOfYear: z.number(),
    /** A river with fewer sections is judged by its mean, else by the shares of classes. */
    fewSections: z.number(),
    /** From best to worst. */
    conditions: z.array(z.strictObject({ label: textSchema, color: z.string() })).length(5),
    /** Classes Ⅰ to 劣Ⅴ as indices of `conditions`. */
    conditionOfClass: z.array(z.number()).length(6),
    /** Shares of Ⅰ–Ⅲ from which a river is of the first and the second condition … */
    goodShares: z.tuple([z.number(), z.number()]),
    /** … and of 劣Ⅴ from which it is of the fourth and the fifth. */
    badShares: z.tuple([z.number(), z.number()]),
    /** ΔG − ΔD in percentage points up to which nothing changed, and up to which it changed somewhat. */
    changes: z.tuple([z.number(), z.number()]),
    mainPollutants: z.number(),
  }),
  trophic: z.strictObject({
    ...head,
    components: z.array(
      z.strictObject({ parameter: z.string(), intercept: z.number(), slope: z.number(), r: z.number() }),
    ),
    states: z.array(z.strictObject({ label: textSchema, upTo: z.number().nullable(), color: z.string() })),
  }),
});
export type WaterRules = z.infer<typeof waterRulesSchema>;

/** What a recipe says of a rule. */
export function ruleStamp(rule: { id: string; name: Text; version: string; evidence: Evidence }) {
  return { id: rule.id, name: rule.name, version: rule.version, evidence: rule.evidence };
}

/** A rule's name for people; assessments that were saved without names have only the id. */
export function ruleName(rule: { id: string; name?: Text }, language: Language): string {
  return rule.name ? inLanguage(rule.name, language) : rule.id;
}

/** The grade of a share of bloom P (0–1 of valid water). Throws RangeError outside 0–1. */
export function gradeByAreaShare(rules: BloomRules, share: number): Grade {
  if (!(share >= 0 && share <= 1 + 1e-9)) throw new RangeError(`share ${share} is not within 0–1`);
  const { grades, id, name, evidence } = rules.areaShareGrade;
  const row =
    share === 0
      ? grades.find(g => g.min === 0 && g.max === 0)
      : grades.find(g => g.max > 0 && share >= g.min && (share < g.max || g.max === 1));
  const { level, label, labelEn, color } = row ?? grades[grades.length - 1];
  return { level, label, labelEn, rule: id, ruleName: name, evidence, color };
}

/** The grade of an algal density D in cells per litre. Throws RangeError below 0. */
export function gradeByDensity(rules: BloomRules, density: number): Grade {
  if (!(density >= 0)) throw new RangeError(`density ${density} is below 0`);
  const { grades, id, name, evidence } = rules.densityGrade;
  const { level, label, labelEn, color } = grades.find(g => g.max === null || density < g.max)!;
  return { level, label, labelEn, rule: id, ruleName: name, evidence, color };
}
