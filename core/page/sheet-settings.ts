import { z } from 'zod';
import { textSchema } from '#core/foundation/schemas.ts';
import type { Language, Text } from '#core/foundation/text.ts';
import { inEnglish } from '#core/words/said.ts';
import { paletteIds } from './sheet-palette.ts';

/** Lines over the map: longitude and latitude, or kilometres of the projection (方里网). */
export const gridKinds = ['graticule', 'kilometres', 'none'] as const;
export type GridKind = (typeof gridKinds)[number];
/** Arrows to true north, to grid north, to both, or none. */
export const northArrows = ['both', 'true', 'grid', 'none'] as const;
export type NorthArrow = (typeof northArrows)[number];

/** What stands in braces of a rule for a title or subtitle. */
export const ruleFields = ['zones', 'date', 'time', 'sensor', 'patch'] as const;
export type RuleField = (typeof ruleFields)[number];

/** The words in braces that a rule does not know. */
export const unknownFields = (rule: string): string[] =>
  [...rule.matchAll(/\{([^{}]*)\}/g)]
    .map(match => match[1])
    .filter(name => !(ruleFields as readonly string[]).includes(name));

const known = (rule: string) => unknownFields(rule).length === 0;
const unknownRule = {
  error: inEnglish('map.unknown-brace', { list: ruleFields.map(f => `{${f}}`).join(', ') }),
};
/** A rule with fields in braces. */
export const ruleText = (most: number) => z.string().max(most).refine(known, unknownRule);

/** Arc seconds of a graticule, metres of a kilometre grid. */
export const gridStepRange = [1, 1_000_000] as const;
export const scaleRange = [100, 100_000_000] as const;

const person = z.string().max(40);

/** What a template and a single sheet may both set, apart from texts in two languages. */
export const sharedSettings = {
  /** 1:N; left out, the largest round scale that fits is taken. */
  scale: z.number().int().min(scaleRange[0]).max(scaleRange[1]).optional(),
  grid: z.enum(gridKinds).optional(),
  /**
   * Arc seconds between lines of a graticule, metres between lines of a kilometre grid; left out, a round step that
   * suits the scale.
   */
  gridStep: z.number().min(gridStepRange[0]).max(gridStepRange[1]).optional(),
  /** A small map of where the frame lies among the zones and the scene. */
  locator: z.boolean().optional(),
  /** Areas beside the classes of the legend. */
  legendAreas: z.boolean().optional(),
  /** False leaves the legend out. */
  legend: z.boolean().optional(),
  northArrow: z.enum(northArrows).optional(),
  palette: z.enum(paletteIds).optional(),
  preparedBy: person.optional(),
  reviewedBy: person.optional(),
  issuedBy: person.optional(),
  organisation: z.string().max(60).optional(),
  mapNumber: person.optional(),
};

/** Words of a sheet: those of one sheet are in its language, those of a template in both, or one for both. */
export const sheetWords = {
  subtitle: ruleText(120).optional(),
  /** A line below the data source that the program names. */
  source: z.string().max(200).optional(),
  /** A line of the notes, such as 内部资料. */
  remark: z.string().max(300).optional(),
};

const bothLanguages = (one: z.ZodType<string>) =>
  z.union([one, z.strictObject({ zh: one, en: one })], {
    error: issue =>
      typeof issue.input === 'string' || (typeof issue.input === 'object' && issue.input !== null)
        ? inEnglish('map.text-with-fields')
        : inEnglish('map.text-or-pair'),
  });
export const templateWords = {
  subtitle: bothLanguages(ruleText(120)).optional(),
  source: bothLanguages(z.string().max(200)).optional(),
  remark: z.union([textSchema, z.string().max(300)]).optional(),
};

export const wordsIn = (words: string | Text | undefined, language: Language): string | undefined =>
  typeof words === 'object' ? (language === 'en' ? words.en : words.zh) : words;

/** A rule with its fields filled in. What is not known is left out with the mark before it. */
export function fillRule(rule: string, values: Partial<Record<RuleField, string | null>>): string {
  return rule
    .replace(/\{(\w+)\}/g, (_, name: RuleField) => values[name] ?? '')
    .replace(/\s{2,}/g, ' ')
    .replace(/（\s*）|\(\s*\)/g, '')
    .replace(/^[\s·,，:：–-]+|[\s·,，:：–-]+$/g, '');
}
