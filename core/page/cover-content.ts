import type { StateResult } from '#core/ecology/state.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { classSwatch } from './class-look.ts';
import { fixed, km2Text, none, percentText } from './number-text.ts';
import type { SheetParts } from './sheet-content.ts';
import { closingNotes, ruleNotes, sourceNotes, type SheetFacts } from './sheet-facts.ts';
import { speaker } from './words.ts';

/** On paper cover goes from light to dark, so that it is read in black and white and by colour-blind people too. */
export const coverColors = ['#fdf6d8', '#e3e08e', '#b2d27a', '#74b762', '#37904d', '#0b4f2f'];

/** Legend, table and notes of a map of vegetation cover on one date of a state assessment. */
export function coverContent(
  result: StateResult,
  at: { indicator: number; date: number },
  facts: SheetFacts,
  language: Language,
): SheetParts {
  const say = speaker(language);
  const { recipe, whole } = result;
  const info = result.indicators[at.indicator];
  const colorOf = (grade: number) => coverColors[grade] ?? info.classes[grade].color;
  const value = whole.indicators[at.indicator].values[at.date];
  const { endmembers } = result.dates[at.date];
  return {
    legend: [
      ...facts.classes.map(c => ({
        label: inLanguage(c.label, language),
        area: c.value <= info.classes.length ? `${km2Text(value.gradeKm2[c.value - 1])} km²` : null,
        swatch: classSwatch(c),
      })),
      {
        label: say('zoneOutline'),
        area: `${km2Text(whole.areaKm2)} km²`,
        swatch: { kind: 'outline', color: facts.outlines.zone },
      },
    ],
    table: {
      heading: say('coverTable'),
      columns: [
        { label: say('zone'), align: 'start' },
        { label: say('area'), unit: 'km²', align: 'end' },
        { label: say('validShare'), unit: '%', align: 'end' },
        { label: say('meanCover'), unit: '%', align: 'end' },
        { label: say('deviation'), unit: '%', align: 'end' },
        { label: say('meanClass'), align: 'start' },
      ],
      rows: result.zones.map(zone => {
        if (zone.problem)
          return [
            { text: zone.zone },
            ...[0, 1, 2, 3].map(() => ({ text: none })),
            { text: say('zoneProblem') },
          ];
        const own = zone.indicators[at.indicator].values[at.date];
        const { grade } = own;
        return [
          { text: zone.zone },
          { text: km2Text(zone.areaKm2) },
          { text: percentText(zone.areaKm2 > 0 ? own.validKm2 / zone.areaKm2 : null) },
          { text: percentText(own.mean) },
          { text: percentText(own.std) },
          grade === null
            ? { text: none }
            : { text: inLanguage(info.classes[grade].label, language), swatch: colorOf(grade) },
        ];
      }),
      footnotes: [say('areaBasis')],
    },
    notes: [
      ...sourceNotes(facts, recipe, say),
      {
        label: say('method'),
        text: endmembers
          ? say('coverRule', {
              soil: fixed(endmembers.soil, 3).replace('-', '−'),
              vegetation: fixed(endmembers.vegetation, 3),
            })
          : info.formula,
      },
      ...ruleNotes(recipe, say, language),
      ...closingNotes(facts, recipe, say, language),
    ],
  };
}
