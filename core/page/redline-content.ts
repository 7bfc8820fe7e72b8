import type { RedlineResult, RedlineZone } from '#core/assessment/assessment.ts';
import { inLanguage, type Language } from '#core/quantity/text.ts';
import { classOpacity } from './class-look.ts';
import { fixed, hm2Text, km2Text, none, percentText, signed } from './number-text.ts';
import type { LegendEntry, NoteLine, SheetTable, TableCell } from './sheet-content.ts';
import { closingNotes, ruleNotes, sourceNotes, type SheetFacts } from './sheet-facts.ts';
import { speaker, type Say } from './words.ts';

const sum = (zones: readonly RedlineZone[], of: (zone: RedlineZone) => number): number =>
  zones.reduce((total, zone) => total + of(zone), 0);

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

function legend(
  { zones, patches, minPatchM2 }: RedlineResult,
  facts: SheetFacts,
  say: Say,
  language: Language,
): LegendEntry[] {
  const classes = [...facts.classes].sort((a, b) => Number(b.value === 2) - Number(a.value === 2));
  return [
    ...classes.map((c): LegendEntry => ({
      label: inLanguage(c.label, language),
      area: c.value === 2 ? `${hm2Text(sum(zones, z => z.lossAreaM2))} hm²` : null,
      swatch: { kind: 'fill', color: c.color, opacity: classOpacity('redline', c.value) },
    })),
    {
      label: say('patchOutline', { min: minPatchM2, n: patches.length }),
      area: `${hm2Text(patches.reduce((total, p) => total + p.areaM2, 0))} hm²`,
      swatch: { kind: 'outline', color: facts.outlines.patch },
    },
    {
      label: say('zoneOutline'),
      area: `${km2Text(sum(zones, z => z.areaKm2))} km²`,
      swatch: { kind: 'outline', color: facts.outlines.zone },
    },
  ];
}

function table({ zones }: RedlineResult, say: Say): SheetTable {
  return {
    heading: say('redlineTable'),
    columns: [
      { label: say('zone'), align: 'start' },
      { label: say('area'), unit: 'km²', align: 'end' },
      { label: say('ndviBefore'), align: 'end' },
      { label: say('ndviAfter'), align: 'end' },
      { label: say('fvcBefore'), unit: '%', align: 'end' },
      { label: say('fvcAfter'), unit: '%', align: 'end' },
      { label: say('fvcChange'), align: 'end' },
      { label: say('lossArea'), unit: 'hm²', align: 'end' },
      { label: say('patches'), unit: say('count'), align: 'end' },
    ],
    rows: zones.map(zone => redlineRow(zone, say)),
    footnotes: [say('changeNote'), say('areaBasis')],
  };
}

function redlineRow(zone: RedlineZone, say: Say): TableCell[] {
  if (zone.problem)
    return [
      { text: `${zone.zone} (${say('zoneProblem')})` },
      ...Array.from({ length: 8 }, () => ({ text: none })),
    ];
  return [
    { text: zone.zone },
    { text: km2Text(zone.areaKm2) },
    { text: fixed(zone.before.ndviMean, 3) },
    { text: fixed(zone.after.ndviMean, 3) },
    { text: percentText(zone.before.fvcMean) },
    { text: percentText(zone.after.fvcMean) },
    { text: zone.fvcChange === null ? none : signed(zone.fvcChange * 100, 1) },
    { text: hm2Text(zone.lossAreaM2) },
    { text: String(zone.patchCount) },
  ];
}

function notes(result: RedlineResult, facts: SheetFacts, say: Say, language: Language): NoteLine[] {
  const { zones, recipe, endmembers, loss, minPatchM2 } = result;
  const area = sum(zones, z => z.areaKm2);
  const compared = sum(zones, z => z.comparedAreaKm2);
  const formula = String(recipe.parameters.formula ?? '(N - R) / (N + R)').replace(/-/g, '−');
  return [
    ...sourceNotes(facts, recipe, say),
    {
      label: say('method'),
      text: [
        `NDVI = ${formula}`,
        say('lossRule', { loss, min: minPatchM2 }),
        say('coverRule', {
          soil: fixed(endmembers.soil, 3).replace('-', '−'),
          vegetation: fixed(endmembers.vegetation, 3),
        }),
      ].join('\n'),
    },
    {
      label: say('comparedArea'),
      text: `${km2Text(compared)} km² (${percentText(area > 0 ? compared / area : null)} %)`,
    },
    ...ruleNotes(recipe, say, language),
    ...closingNotes(facts, recipe, say, language),
  ];
}
