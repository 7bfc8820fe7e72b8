import type { SeriesResult } from '#core/bloom/series.ts';
import type { Text } from '#core/foundation/text.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { classSwatch, type MapClass } from './class-look.ts';
import { km2Text, none, percentText } from './number-text.ts';
import type { SheetParts } from './sheet-content.ts';
import { ruleNotes, sourceNotes, type SheetFacts } from './sheet-facts.ts';
import { speaker } from './words.ts';

/** Upper limits of the classes of frequency, 0–1; the first is: never. */
export const frequencyLimits = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** The pixel was valid on too few days, or never. */
export const frequencyUnseen = 99;
/** From light to dark (ColorBrewer YlOrBr), so that it is read in black and white and by colour-blind people too. */
const colors = ['#ffffff', '#fee391', '#fec44f', '#fe9929', '#cc6210', '#7f2704'];

export const frequencyClasses: MapClass[] = [
  ...frequencyLimits.map((limit, i): MapClass => ({
    value: i + 1,
    label:
      i === 0
        ? { zh: '未出现水华', en: 'Never bloom' }
        : both(`${i === 1 ? '> 0' : frequencyLimits[i - 1] * 100}–${Math.round(limit * 100)} %`),
    color: colors[i],
  })),
  { value: frequencyUnseen, label: { zh: '有效观测不足', en: 'Too rarely seen' }, color: '#9e9e9e' },
];

function both(text: string): Text {
  return { zh: text, en: text };
}

/** Class of times bloom out of times valid, of which a frequency takes some; a limit belongs to the class below it. */
export function frequencyClass(bloom: number, valid: number, leastDays: number): number {
  if (valid === 0 || valid < leastDays) return frequencyUnseen;
  return frequencyLimits.findIndex(limit => bloom <= limit * valid + 1e-9) + 1;
}

export interface FrequencyFacts {
  /** km² per class value. */
  areaKm2: Readonly<Record<number, number>>;
  zoneAreaKm2: number;
  days: number;
  scenes: number;
  first: string;
  last: string;
  indexText: string;
  /** Sensors and the folder of the scenes. */
  source: string;
  thresholds: readonly number[];
}

/** Legend, table and notes of a map of how often bloom was seen. */
export function frequencyContent(
  result: SeriesResult,
  found: FrequencyFacts,
  facts: SheetFacts,
  language: Language,
): SheetParts {
  const say = speaker(language);
  const low = Math.min(...found.thresholds);
  const high = Math.max(...found.thresholds);
  return {
    legend: [
      ...facts.classes.map(c => ({
        label: inLanguage(c.label, language),
        area: `${km2Text(found.areaKm2[c.value] ?? 0)} km²`,
        swatch: classSwatch(c),
      })),
      {
        label: say('zoneOutline'),
        area: `${km2Text(found.zoneAreaKm2)} km²`,
        swatch: { kind: 'outline', color: facts.outlines.zone },
      },
    ],
    table: {
      heading: say('frequencyTable'),
      columns: [
        { label: say('zone'), align: 'start' },
        { label: say('validDays'), unit: say('count'), align: 'end' },
        { label: say('bloomDays'), unit: say('count'), align: 'end' },
        { label: say('frequency'), unit: '%', align: 'end' },
        { label: say('maximumArea'), unit: 'km²', align: 'end' },
        { label: say('maximumDate'), align: 'start' },
      ],
      rows: result.summary.map(s => [
        { text: s.zone },
        { text: String(s.valid) },
        { text: String(s.bloom) },
        { text: percentText(s.frequency) },
        { text: s.maximum ? km2Text(s.maximum.areaKm2) : none },
        { text: s.maximum?.date ?? none },
      ]),
      footnotes: [
        say('frequencyNote', { least: result.occurrence.leastDates }),
        say('zoneFrequencyNote', {
          share: result.occurrence.minShare * 100,
          least: result.occurrence.leastDates,
        }),
      ],
    },
    notes: [
      ...sourceNotes(facts, result.recipe, say)
        .filter(n => n.label !== say('acquired'))
        .map(n => (n.label === say('source') ? { ...n, text: found.source } : n)),
      {
        label: say('period'),
        text: say('periodText', {
          first: found.first,
          last: found.last,
          days: found.days,
          scenes: found.scenes,
        }),
      },
      {
        label: say('method'),
        text: say('bloomRule', {
          index: found.indexText,
          threshold: low === high ? String(low) : `${low}–${high}`,
        }),
      },
      ...ruleNotes(result.recipe, say, language),
      { label: say('coverage'), text: say('coverageText') },
    ],
  };
}
