import type { ChangePatch, RedlineResult } from '#core/redline/redline-result.ts';
import { trendNames } from '#core/redline/ledger.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { fixed, hm2Text, none, percentText, signed } from './number-text.ts';
import { redlineContent } from './redline-content.ts';
import type { SheetParts } from './sheet-content.ts';
import type { SheetFacts } from './sheet-facts.ts';
import { speaker, type Word } from './words.ts';

/** Lines for the pen of the one who goes there. */
const formLines: Word[] = ['checkActivity', 'checkFinding', 'checkArea', 'checkedBy', 'checkedOn'];

/** Number of a patch: that of the ledger, else that of the assessment. */
export const patchName = (patch: ChangePatch): string => patch.track?.number ?? String(patch.id);

const dms = (value: number, hemispheres: string): string => {
  const tenths = Math.round(Math.abs(value) * 36_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = (tenths % 600) / 10;
  return `${Math.floor(tenths / 36_000)}°${two(Math.floor((tenths % 36_000) / 600))}′${seconds < 10 ? '0' : ''}${seconds.toFixed(1)}″${value < 0 ? hemispheres[1] : hemispheres[0]}`;
};

/** The sheet that goes into the field with one suspected patch: what is known of it, and room for what is found. */
export function patchContent(
  result: RedlineResult,
  patch: ChangePatch,
  facts: SheetFacts,
  language: Language,
): SheetParts {
  const say = speaker(language);
  const whole = redlineContent(result, facts, language);
  const [lon, lat] = patch.center;
  const direction: Record<ChangePatch['direction'], Word> = {
    loss: 'lossArea',
    gain: 'gainArea',
    change: 'changedArea',
  };
  const legendOf = (code: number) =>
    result.options.legend?.[code] ? `${code} ${result.options.legend[code]}` : String(code);
  const rows: (readonly [Word, string])[] = [
    ['patchNumber', patchName(patch)],
    ['zone', patch.overlaps.map(o => `${o.zone} ${hm2Text(o.areaM2)} hm²`).join('; ') || patch.zone],
    ...(patch.track ? ([['sinceLast', inLanguage(trendNames[patch.track.trend], language)]] as const) : []),
    [direction[patch.direction], `${hm2Text(patch.areaM2)} hm²`],
    ['insideZones', `${hm2Text(patch.overlapM2)} hm² (${percentText(patch.overlapM2 / patch.areaM2)} %)`],
    patch.transition
      ? ['transition', patch.transition.map(legendOf).join(' → ')]
      : ['meanChange', `${result.measure} ${signed(patch.meanChange, 3)}`],
    ['longitude', `${dms(lon, 'EW')} (${fixed(lon, 6)}°)`],
    ['latitude', `${dms(lat, 'NS')} (${fixed(lat, 6)}°)`],
    ...formLines.map((word): [Word, string] => [word, '']),
  ];
  return {
    legend: [
      {
        label: say('thisPatch'),
        area: `${hm2Text(patch.areaM2)} hm²`,
        swatch: { kind: 'outline', color: facts.outlines.patch },
      },
      { label: say('zoneOutline'), area: null, swatch: { kind: 'outline', color: facts.outlines.zone } },
    ],
    table: {
      heading: say('patchTable'),
      columns: [
        { label: say('item'), align: 'start' },
        { label: say('value'), align: 'start' },
      ],
      rows: rows.map(([word, text]) => [
        { text: say(word) },
        { text: text || (formLines.includes(word) ? '____________________' : none) },
      ]),
      footnotes: [say('suspectedNote')],
    },
    notes: whole.notes,
  };
}
