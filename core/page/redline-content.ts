import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';
import { redlineWholeOf } from '#core/redline/whole.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { classSwatch } from './class-look.ts';
import { fixed, hm2Text, km2Text, none, percentText, signed } from './number-text.ts';
import type { LegendEntry, NoteLine, SheetTable, TableCell } from './sheet-content.ts';
import {
  closingNotes,
  outsideEntry,
  ruleNotes,
  sourceNotes,
  zoneName,
  type SheetFacts,
} from './sheet-facts.ts';
import { speaker, type Say } from './words.ts';

/** Legend, table and notes of a redline sheet; every number is the assessment's own. */
export function redlineContent(
  result: RedlineResult,
  facts: SheetFacts,
  language: Language,
): { legend: LegendEntry[]; table: SheetTable; notes: NoteLine[] } {
  const say = speaker(language);
  return {
    legend: legend(result, facts, say, language),
    table: table(result, say),
    notes: notes(result, facts, say, language),
  };
}

/** Which class of the map is what was looked for. */
const wantedClass = ({ options: { method, direction } }: RedlineResult): number =>
  method !== 'index' ? 4 : direction === 'gain' ? 3 : 2;

/** m² of a class of the map over all zones; null for what no area is counted of. */
function areaOfClass(result: RedlineResult, value: number): number | null {
  const { lossAreaM2, gainAreaM2 } = redlineWholeOf(result);
  if (value === 2) return lossAreaM2;
  if (value === 3 && result.options.direction !== 'loss') return gainAreaM2;
  return value === 4 ? gainAreaM2 : null;
}

function legend(result: RedlineResult, facts: SheetFacts, say: Say, language: Language): LegendEntry[] {
  const { patches, options } = result;
  const { areaKm2, outsideKm2 } = redlineWholeOf(result);
  const wanted = wantedClass(result);
  const classes = [...facts.classes].sort((a, b) => Number(b.value === wanted) - Number(a.value === wanted));
  return [
    ...classes.map((c): LegendEntry => {
      const area = areaOfClass(result, c.value);
      return {
        label: inLanguage(c.label, language),
        area: area === null ? null : `${hm2Text(area)} hm²`,
        swatch: classSwatch(c),
      };
    }),
    {
      label: say('patchOutline', { min: options.minPatchM2, n: patches.length }),
      area: `${hm2Text(patches.reduce((total, p) => total + p.overlapM2, 0))} hm²`,
      swatch: { kind: 'outline', color: facts.outlines.patch },
    },
    {
      label: say('zoneOutline'),
      area: `${km2Text(areaKm2)} km²`,
      swatch: { kind: 'outline', color: facts.outlines.zone },
    },
    ...outsideEntry(outsideKm2, facts, say),
  ];
}

/** The areas of change that a table shows. */
const changeAreas = ({ options: { method, direction } }: RedlineResult) =>
  method !== 'index'
    ? (['changedArea'] as const)
    : direction === 'both'
      ? (['lossArea', 'gainArea'] as const)
      : direction === 'gain'
        ? (['gainArea'] as const)
        : (['lossArea'] as const);

function table(result: RedlineResult, say: Say): SheetTable {
  const hasNdvi = result.endmembers !== null;
  const areas = changeAreas(result);
  const columns: SheetTable['columns'] = [
    { label: say('zone'), align: 'start' },
    { label: say('area'), unit: 'km²', align: 'end' },
    ...(hasNdvi
      ? ([
          { label: say('ndviBefore'), align: 'end' },
          { label: say('ndviAfter'), align: 'end' },
          { label: say('fvcBefore'), unit: '%', align: 'end' },
          { label: say('fvcAfter'), unit: '%', align: 'end' },
          { label: say('fvcChange'), align: 'end' },
        ] as const)
      : []),
    ...areas.map(word => ({ label: say(word), unit: 'hm²', align: 'end' as const })),
    { label: say('patches'), unit: say('count'), align: 'end' },
  ];
  const cells = (zone: RedlineZone): TableCell[] => {
    if (zone.problem)
      return [
        { text: `${zone.zone} (${say('zoneProblem')})` },
        ...columns.slice(1).map(() => ({ text: none })),
      ];
    return [
      { text: zoneName(zone, say) },
      { text: km2Text(zone.areaKm2) },
      ...(hasNdvi
        ? [
            { text: fixed(zone.before.ndviMean, 3) },
            { text: fixed(zone.after.ndviMean, 3) },
            { text: percentText(zone.before.fvcMean) },
            { text: percentText(zone.after.fvcMean) },
            { text: zone.fvcChange === null ? none : signed(zone.fvcChange * 100, 1) },
          ]
        : []),
      ...areas.map(word => ({ text: hm2Text(word === 'lossArea' ? zone.lossAreaM2 : zone.gainAreaM2) })),
      { text: String(zone.patchCount) },
    ];
  };
  return {
    heading: say('redlineTable'),
    columns,
    rows: result.zones.map(cells),
    footnotes: [...(hasNdvi ? [say('changeNote')] : []), say('areaBasis')],
  };
}

function ruleText(result: RedlineResult, say: Say): string {
  const { options, measure, threshold } = result;
  const values = { index: measure, limit: threshold, min: options.minPatchM2 };
  if (options.method === 'classes') return say('classRule', values);
  if (options.method === 'vector') return say('vectorRule', values);
  return say(`${options.direction}Rule`, values);
}

function methodLines(result: RedlineResult, say: Say): string[] {
  const { options, endmembers, recipe, measure } = result;
  const { sievePixels: sieve, closingPixels: close, fillHolesM2: holes } = options;
  const { formula } = recipe.parameters;
  return [
    ...(formula !== null ? [`${measure} = ${formula.replace(/-/g, '−')}`] : []),
    ruleText(result, say),
    ...(sieve > 1 || close > 0 || holes > 0 ? [say('cleaningRule', { sieve, close, holes })] : []),
    ...(endmembers
      ? [
          say('coverRule', {
            soil: fixed(endmembers.soil, 3).replace('-', '−'),
            vegetation: fixed(endmembers.vegetation, 3),
          }),
        ]
      : []),
  ];
}

/** How well the dates fit, and what was done about grids and brightness. */
function fitNotes({ coregistration, options, fits, recipe }: RedlineResult, say: Say): NoteLine[] {
  const lines: NoteLine[] = [];
  if (coregistration) {
    const { shiftPx, shiftM, used, windows, layer } = coregistration;
    lines.push({
      label: say('registration'),
      text:
        shiftPx === null || shiftM === null
          ? say('registrationUnknown', { used, windows })
          : say('registrationText', { px: shiftPx.toFixed(2), m: shiftM.toFixed(1), used, windows, layer }),
    });
  }
  if (options.align && recipe.parameters.aligned)
    lines.push({ label: say('alignment'), text: say('alignmentText', { how: options.align }) });
  if (fits)
    lines.push({
      label: say('normalisation'),
      text: say('normalisationText', {
        n: fits[0]?.invariant ?? 0,
        fits: fits
          .map(
            f =>
              `${f.layer} × ${f.gain.toFixed(4)} ${f.offset < 0 ? '−' : '+'} ${Math.abs(f.offset).toFixed(4)}`,
          )
          .join('; '),
      }),
    });
  return lines;
}

function notes(result: RedlineResult, facts: SheetFacts, say: Say, language: Language): NoteLine[] {
  const { recipe } = result;
  const { areaKm2: area, comparedAreaKm2: compared } = redlineWholeOf(result);
  return [
    ...sourceNotes(facts, recipe, say),
    { label: say('method'), text: methodLines(result, say).join('\n') },
    ...fitNotes(result, say),
    {
      label: say('comparedArea'),
      text: `${km2Text(compared)} km² (${percentText(area > 0 ? compared / area : null)} %)`,
    },
    ...ruleNotes(recipe, say, language),
    ...closingNotes(facts, recipe, say, language),
  ];
}
