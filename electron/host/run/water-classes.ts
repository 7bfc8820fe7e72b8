import { BloomlineError } from '#core/foundation/errors.ts';
import type { Period } from '#core/foundation/period.ts';
import { waterClassesOf, waterPeriod, type WaterClasses } from '#core/water/sections.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { waterSections } from '#host/catalogue/water-sections.ts';
import { waterRules } from './rules/rules.ts';

/** Throws `bad-input` where the text names no month, quarter or year. */
export function waterPeriodOf(text: string): Period {
  const period = waterPeriod(text.trim());
  if (!period) throw new BloomlineError('bad-input', text, say('water.bad-period'));
  return period;
}

/** Sections of a catalogue, of one river or lake or of some sites, in a period beside the two to compare with. */
export function waterClasses(
  catalogue: Pick<Catalogue, 'reader'>,
  period: Period,
  { river, siteIds }: { river?: string; siteIds?: readonly number[] } = {},
): WaterClasses {
  const rules = waterRules();
  const wanted = siteIds && new Set(siteIds);
  const all = waterSections(catalogue, rules, period).filter(s => !wanted || wanted.has(s.siteId));
  const sections = river === undefined ? all : all.filter(s => s.water === river.trim());
  if (river !== undefined && sections.length === 0) {
    const known = [...new Set(all.flatMap(s => s.water ?? []))].join('、') || '–';
    throw new BloomlineError('not-found', river, say('water.no-such-river', { known }));
  }
  return waterClassesOf(rules, sections, period);
}
