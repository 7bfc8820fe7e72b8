import { resolve } from 'node:path';
import { periodText } from '#core/foundation/period.ts';
import { inLanguage } from '#core/foundation/text.ts';
import type { ClassShares, Comparison, SectionResult, WaterClasses } from '#core/water/sections.ts';
import { changeLabels, bodyLabels } from '#core/water/water-words.ts';
import type { WaterItemResult } from '#core/water/water-quality.ts';
import { inWords, say, type Said } from '#core/words/said.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { waterRules } from '#host/run/rules/rules.ts';
import { waterClasses, waterPeriodOf } from '#host/run/water-classes.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { language } from './language.ts';
import { printJson, printTable } from './print.ts';

/** `bloomline water classes`: sections of a workspace in a month, quarter or year. */
export async function run(args: string[]): Promise<void> {
  const [what, ...rest] = args;
  if (what !== 'classes') throw new UsageError(`water ${what ?? ''}: expected classes`);
  const { values } = parse(rest, {
    ...commonOptions,
    workspace: { type: 'string' },
    period: { type: 'string' },
    river: { type: 'string' },
  });
  const period = waterPeriodOf(required('period', values.period));
  const catalogue = await openCatalogue(resolve(required('workspace', values.workspace)), { readOnly: true });
  try {
    const classes = waterClasses(catalogue, period, { river: values.river });
    if (values.json) printJson(forPrograms(classes));
    else print(classes);
  } finally {
    catalogue.close();
  }
}

/** What other programs rely on: names and meaning stay. */
function forPrograms(classes: WaterClasses) {
  const { period, sections, shares, previousPeriod, lastYear, rivers } = classes;
  const { surfaceWater, evaluation } = waterRules();
  return {
    period: period.key,
    sections: sections.map(s => sectionForPrograms(s, previousPeriod, lastYear)),
    shares: sharesForPrograms(shares),
    previousPeriod: previousPeriod && sharesForPrograms(previousPeriod.shares),
    lastYear: lastYear && sharesForPrograms(lastYear.shares),
    change: { previousPeriod: previousPeriod?.word ?? null, lastYear: lastYear?.word ?? null },
    rivers: rivers.map(({ name, by, class: found, condition, shares: own, main }) => ({
      name,
      by,
      class: found,
      condition: condition?.label ?? null,
      sections: own.sections,
      shares: sharesForPrograms(own),
      main,
      change: {
        previousPeriod: previousPeriod?.rivers[name] ?? null,
        lastYear: lastYear?.rivers[name] ?? null,
      },
    })),
    rules: [surfaceWater, evaluation].map(({ id, name, evidence }) => ({ id, name, evidence })),
  };
}

function sectionForPrograms(
  { name, code, water, body, quality, means, months, trophic, doubts, main, siteId }: SectionResult,
  previousPeriod: Comparison | null,
  lastYear: Comparison | null,
) {
  const item = (i: WaterItemResult) => {
    const { n, censored, depths } = means.find(m => m.parameter === i.parameter)!;
    const { parameter, value, class: found, exceedance, beyondTarget, limits } = i;
    return { parameter, mean: value, n, censored, class: found, exceedance, beyondTarget, limits, depths };
  };
  return {
    name,
    code,
    river: water,
    body: body.body,
    bodyFrom: body.from,
    class: quality.class,
    reason: quality.reason && inWords(quality.reason, 'en'),
    target: quality.target,
    reached: quality.reached,
    items: quality.items.map(item),
    beside: quality.beside.map(item),
    missing: quality.missing,
    main: main.map(i => i.parameter),
    months,
    doubts: doubts.map(d => inWords(d, 'en')),
    trophic: trophic && { index: trophic.index, state: trophic.state },
    previousPeriod: previousPeriod?.classes[siteId] ?? null,
    lastYear: lastYear?.classes[siteId] ?? null,
  };
}

const sharesForPrograms = ({ good, fair, bad, excellent }: ClassShares) => ({ good, fair, bad, excellent });

function print({ period, sections, shares, previousPeriod, lastYear, rivers }: WaterClasses): void {
  const names = new Map(loadParameters().map(p => [p.id, inLanguage(p.name, language)]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const list = (parts: readonly string[]) => parts.join(language === 'en' ? ', ' : '、');
  const words = (said: Said) => inWords(said, language);
  const main = (i: { parameter: string; exceedance: number | null }) =>
    i.exceedance === null ? nameOf(i.parameter) : `${nameOf(i.parameter)} (${i.exceedance.toFixed(2)})`;
  const line = (said: Said) => process.stdout.write(`${words(said)}\n`);
  printTable(
    ['section', 'water', 'body', 'class', 'target', 'reached', 'judged', 'exceeding', 'remark'],
    sections.map(({ name, water, body, quality, doubts, means }) => [
      name,
      water,
      body.body && inLanguage(bodyLabels[body.body], language),
      quality.class,
      quality.target,
      quality.reached === null ? null : words(say(quality.reached ? 'water.reached' : 'water.not-reached')),
      `${quality.items.length}/21`,
      list(quality.exceeding.map(main)) || null,
      [
        ...(quality.reason ? [words(quality.reason)] : []),
        ...doubts.map(words),
        ...(quality.class && quality.missing.length > 0
          ? [words(say('water.not-judged', { names: list(quality.missing.map(nameOf)) }))]
          : []),
        ...(means.some(m => m.censored > 0)
          ? [words(say('water.censored', { n: means.reduce((sum, m) => sum + m.censored, 0) }))]
          : []),
      ].join(language === 'en' ? '; ' : '；') || null,
    ]),
  );
  line(sharesSaid(inWords(say('water.period', { period: periodText(period, language) }), language), shares));
  for (const [key, then] of [
    ['water.against-previous', previousPeriod],
    ['water.against-last-year', lastYear],
  ] as const)
    if (then) {
      const { difference, word } = then;
      line(sharesSaid(words(say(key, { period: periodText(then.period, language) })), then.shares));
      line(say('water.change', { word: changeLabels[word], points: difference.toFixed(1) }));
    }
  for (const { name, by, class: found, condition, shares: own, main: worst } of rivers)
    line(
      say(by === 'mean' ? 'water.river-by-mean' : 'water.river-by-shares', {
        name,
        n: own.sections,
        class: found ?? '–',
        condition: condition?.label ?? '–',
        main: list(worst.map(main)) || '–',
      }),
    );
  const { surfaceWater, evaluation } = waterRules();
  line(
    say('water.by-rules', {
      limits: surfaceWater.name,
      rule: evaluation.name,
      mark:
        evaluation.evidence === 'to-confirm'
          ? { zh: '（部分条文待核对）', en: ' (in part to be confirmed)' }
          : '',
    }),
  );
}

function sharesSaid(what: string, { good, fair, bad, sections }: ClassShares): Said {
  const percent = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(1));
  return say('water.shares', {
    what,
    n: sections,
    good: percent(good),
    fair: percent(fair),
    bad: percent(bad),
  });
}
