import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { WaterRules } from '#core/foundation/rules.ts';
import type { Parameter } from '#core/plots/site.ts';
import { visitOf } from '#core/water/period-means.ts';
import { waterSamples, type WaterSample } from '#core/water/water-samples.ts';
import { bodyLabels } from '#core/water/water-words.ts';
import { inWords } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { siteWaters } from '#host/catalogue/water-points.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import type { PlotSelection } from './plot-selection.ts';

/** The class of a visit and the limits that it was judged by, in words. */
export interface SampleClass {
  class: string;
  limits: string;
}

/** By site and visit, where an item of the standard was measured; outlets have no class. */
export function sampleClasses(
  catalogue: Pick<Catalogue, 'reader' | 'parameters'>,
  { sites, observations }: PlotSelection,
  language: Language,
): Map<number, Map<string, SampleClass>> {
  const rules = waterRules();
  const waterOf = siteWaters(catalogue.reader);
  const bySite = Map.groupBy(observations, o => o.siteId);
  const classes = new Map<number, Map<string, SampleClass>>();
  for (const site of sites) {
    const own = bySite.get(site.id) ?? [];
    const { body, target, outlet } = waterOf(site);
    if (outlet || own.length === 0 || site.kind === 'cruise' || site.kind === 'marine-plot') continue;
    const judged = [...Map.groupBy(own, visitOf)].flatMap(([visit, values]): [string, SampleClass][] => {
      const [sample] = waterSamples(values, body.body, rules, bloomRules(), target);
      return sample?.n > 0 ? [[visit, inText(sample, rules, catalogue.parameters, language)]] : [];
    });
    if (judged.length > 0) classes.set(site.id, new Map(judged));
  }
  return classes;
}

function inText(
  { quality }: WaterSample,
  { surfaceWater }: WaterRules,
  parameters: readonly Parameter[],
  language: Language,
): SampleClass {
  const { class: found, reason, body, items } = quality;
  const kinds = new Map(surfaceWater.items.map(i => [i.parameter, i.kind]));
  const limits = items.map(({ parameter, limits: of }) => {
    const name = parameters.find(p => p.id === parameter)?.name;
    const kind = kinds.get(parameter);
    const text = kind === 'band' ? of.join('–') : `${kind === 'floor' ? '≥' : '≤'}${of.join('/')}`;
    return `${name ? inLanguage(name, language) : parameter} ${text}`;
  });
  return {
    class: found ?? (reason ? `– (${inWords(reason, language)})` : ''),
    limits: body && found ? `${inLanguage(bodyLabels[body], language)}: ${limits.join('; ')}` : '',
  };
}
