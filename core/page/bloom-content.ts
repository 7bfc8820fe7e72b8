import { thresholdSensitivityKm2 } from '#core/bloom/area-uncertainty.ts';
import type { BloomRecipe } from '#core/bloom/bloom-recipe.ts';
import { isHardlyWater } from '#core/bloom/grade-zone.ts';
import { waterAreaKm2 } from '#core/bloom/seen-share.ts';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { sentenceIn } from '#core/words/said.ts';
import { wholeOf } from '#core/bloom/whole.ts';

import { inLanguage, type Language } from '#core/foundation/text.ts';
import { handReasons, validityReasons } from '#core/bands/validity.ts';
import { classSwatch, reasonLabels, reasonOfClass } from './class-look.ts';
import { km2Text, none, percentText } from './number-text.ts';
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

const sum = (zones: readonly BloomZone[], of: (zone: BloomZone) => number): number =>
  zones.reduce((total, zone) => total + of(zone), 0);

/** Legend, table and notes of a bloom sheet; every number is the assessment's own. */
export function bloomContent(
  result: BloomResult,
  facts: SheetFacts,
  language: Language,
): { legend: LegendEntry[]; table: SheetTable; notes: NoteLine[] } {
  const say = speaker(language);
  return {
    legend: legend(result, facts, say, language),
    table: table(result, say, language),
    notes: notes(result, facts, say, language),
  };
}

function legend(result: BloomResult, facts: SheetFacts, say: Say, language: Language): LegendEntry[] {
  const whole = wholeOf(result);
  const areaOf = (value: number): number | null => {
    // What was decided by hand is a class of its own on the map.
    const hand = (reason: 'hand-bloom' | 'hand-clear') => whole.areaByReasonKm2[reason] ?? 0;
    if (value === 1) return whole.validAreaKm2 - whole.bloomAreaKm2 - hand('hand-clear');
    if (value === 2) return whole.bloomAreaKm2 - hand('hand-bloom');
    const reason = reasonOfClass(value);
    return reason ? (whole.areaByReasonKm2[reason] ?? 0) : null;
  };
  const classes = [...facts.classes].sort((a, b) => Number(b.value === 2) - Number(a.value === 2));
  return [
    ...classes.map((c): LegendEntry => {
      const area = areaOf(c.value);
      return {
        label: inLanguage(c.label, language),
        area: area === null ? null : `${km2Text(Math.max(0, area))} km²`,
        swatch: classSwatch(c),
      };
    }),
    {
      label: say('zoneOutline'),
      area: `${km2Text(whole.areaKm2)} km²`,
      swatch: { kind: 'outline', color: facts.outlines.zone },
    },
    ...outsideEntry(whole.areaByReasonKm2['outside-scene'], facts, say),
  ];
}

function table(result: BloomResult, say: Say, language: Language): SheetTable {
  const delta = result.zones[0]?.sensitivity.delta ?? 0;
  const doubted = result.zones.some(z => z.grade?.evidence === 'to-confirm');
  return {
    heading: say('bloomTable'),
    columns: [
      { label: say('zone'), align: 'start' },
      { label: say('area'), unit: 'km²', align: 'end' },
      { label: say('validShare'), unit: '%', align: 'end' },
      { label: say('bloomArea'), unit: 'km²', align: 'end' },
      { label: say('sensitivity'), unit: '± km²', align: 'end' },
      { label: say('uncertainty'), unit: '± km²', align: 'end' },
      { label: say('bloomShare'), unit: '%', align: 'end' },
      { label: say('grade'), align: 'start' },
    ],
    rows: result.zones.map(zone => bloomRow(zone, say, language)),
    footnotes: [
      say('range', { delta }),
      ...(result.zones.some(z => z.uncertainty) ? [say('uncertaintyNote')] : []),
      say('shareNote'),
      ...(doubted ? [say('toConfirmNote')] : []),
    ],
  };
}

function bloomRow(zone: BloomZone, say: Say, language: Language): TableCell[] {
  const name = zoneName(zone, say);
  if (zone.problem)
    return [{ text: name }, ...[0, 1, 2, 3, 4, 5].map(() => ({ text: none })), { text: say('zoneProblem') }];
  const seen = zone.validAreaKm2 > 0;
  return [
    { text: name },
    { text: km2Text(zone.areaKm2) },
    { text: percentText(zone.validShare) },
    { text: seen ? km2Text(zone.bloomAreaKm2) : none },
    { text: seen ? km2Text(thresholdSensitivityKm2(zone)) : none },
    { text: km2Text(zone.uncertainty?.totalKm2) },
    { text: percentText(zone.bloomShare) },
    gradeCell(zone, say, language),
  ];
}

/** The grade with its colour and its doubt, or why there is none. */
export function gradeCell(zone: BloomZone, say: Say, language: Language): TableCell {
  const { grade } = zone;
  if (!grade)
    return {
      text: say(zone.validAreaKm2 <= 0 ? 'noValid' : isHardlyWater(zone) ? 'notWater' : 'notAssessable'),
    };
  return {
    text: `${grade.level} ${language === 'zh-CN' ? grade.label : grade.labelEn}`,
    swatch: grade.color,
    ...(grade.evidence === 'to-confirm' ? { mark: say('toConfirm') } : {}),
  };
}

/** The recipe with the rules of what the sheet shows: it has no intensity, no cover and no places. */
function gradingRules({ recipe, zones }: BloomResult): BloomRecipe {
  const beside = new Set(zones.flatMap(z => [z.intensity?.rule, z.cover?.rule, z.where?.rule]));
  return { ...recipe, rules: recipe.rules.filter(r => !beside.has(r.id)) };
}

/** What the mask took, in one line, and what was decided by hand. */
function maskNotes(result: BloomResult, say: Say, language: Language): NoteLine[] {
  const { zones, recipe } = result;
  const whole = wholeOf(result);
  const { shoreBufferM } = recipe.parameters.mask?.options ?? {};
  const left = validityReasons
    .filter(reason => !(handReasons as readonly string[]).includes(reason))
    .map(reason => ({ reason, area: whole.areaByReasonKm2[reason] ?? 0 }))
    .filter(({ area }) => area > 0)
    .map(({ reason, area }) => {
      const metres = reason === 'shore' && shoreBufferM ? ` ${shoreBufferM} m` : '';
      return `${inLanguage(reasonLabels[reason], language)}${metres} ${km2Text(area)} km²`;
    });
  const byHand = zones.filter(z => z.corrections);
  const added = sum(byHand, z => z.corrections!.addedKm2);
  const removed = sum(byHand, z => z.corrections!.removedKm2);
  const count = sum(byHand, z => z.corrections!.count);
  return [
    ...(recipe.parameters.mask && left.length > 0 ? [{ label: say('leftOut'), text: left.join(' · ') }] : []),
    ...(count > 0
      ? [
          {
            label: say('byHand'),
            text: say('byHandText', { n: count, added: km2Text(added), removed: km2Text(removed) }),
          },
        ]
      : []),
  ];
}

function notes(result: BloomResult, facts: SheetFacts, say: Say, language: Language): NoteLine[] {
  const { recipe, index, threshold } = result;
  const whole = wholeOf(result);
  const water = waterAreaKm2(whole);
  const valid = whole.validAreaKm2;
  const { formula } = recipe.parameters;
  const shown = Number(threshold.toPrecision(6));
  const name = formula === index ? 'I' : index;
  return [
    ...sourceNotes(facts, recipe, say),
    {
      label: say('method'),
      text: [
        `${name} = ${formula.replace(/-/g, '−')}`,
        result.noBloom
          ? `${say(`${result.thresholdMethod}Threshold`)}: ${sentenceIn(result.noBloom, language)}`
          : `${say('bloomRule', { index: name, threshold: shown })} (${say(`${result.thresholdMethod}Threshold`)})`,
      ].join('\n'),
    },
    {
      label: say('validArea'),
      text: `${km2Text(valid)} km² (${say('ofWater', { water: km2Text(water), share: percentText(water > 0 ? Math.min(1, valid / water) : null) })}); ${say('minValid', { limit: Number((facts.minValidShare * 100).toPrecision(6)) })}`,
    },
    ...maskNotes(result, say, language),
    ...ruleNotes(gradingRules(result), say, language),
    ...closingNotes(facts, recipe, say, language),
  ];
}
