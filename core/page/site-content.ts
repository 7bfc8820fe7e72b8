import type { GroundPoint } from '#core/ground/ground-point.ts';
import { periodText, type Period } from '#core/foundation/period.ts';
import type { WaterRules } from '#core/foundation/rules.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import {
  newestMonthOf,
  waterClassesOf,
  type SectionResult,
  type WaterClasses,
} from '#core/water/sections.ts';
import { bodyLabels } from '#core/water/water-words.ts';
import { waterClasses, type WaterClass } from '#core/water/water-quality.ts';
import { inWords } from '#core/words/said.ts';
import { fixed, none, percentText } from './number-text.ts';
import { rampOf, type PaletteId } from './sheet-palette.ts';
import type { LegendEntry, NoteLine, SheetParts, TableCell } from './sheet-content.ts';
import { speaker } from './words.ts';

/** As the monitoring bulletins of water print the classes; the letter beside it tells them apart in black and white. */
export const waterClassColors: Record<WaterClass, string> = {
  Ⅰ: '#ccffff',
  Ⅱ: '#00ccff',
  Ⅲ: '#00ff00',
  Ⅳ: '#ffff00',
  Ⅴ: '#ff9b00',
  劣Ⅴ: '#ff0000',
};
const noClass = '#bdbdbd';

export interface MappedSite {
  point: GroundPoint;
  /** Null for an outlet, which has no class. */
  result: SectionResult | null;
}

export interface MappedClasses {
  sites: MappedSite[];
  /** Null where nothing was ever measured. */
  classes: WaterClasses | null;
}

/** Sites with their classes in a period; left out: the newest month with values. */
export function classedSites(
  points: readonly GroundPoint[],
  water: WaterRules,
  asked: Period | null = null,
): MappedClasses {
  const sections = points
    .filter(p => !p.outlet)
    .map(({ observations, body, water: named = null, target = null, ...point }) => ({
      ...point,
      water: named,
      body: { body, from: null },
      target,
      values: observations,
      noValues: [],
    }));
  const period = asked ?? newestMonthOf(sections);
  const classes = period && waterClassesOf(water, sections, period);
  const results = new Map(classes?.sections.map(s => [s.siteId, s]));
  return { classes, sites: points.map(point => ({ point, result: results.get(point.siteId) ?? null })) };
}

const outlet = { color: '#7f7f7f', mark: 'P' };

/** How a site is drawn on a map of classes. */
export function siteLook(
  { point, result }: MappedSite,
  palette: PaletteId = 'standard',
): { color: string; mark: string } {
  if (point.outlet) return outlet;
  const found = result?.quality.class;
  return found ? { color: classColor(found, palette), mark: found } : { color: noClass, mark: '?' };
}

const classColor = (found: WaterClass, palette: PaletteId): string =>
  rampOf(palette)?.[waterClasses.indexOf(found)] ?? waterClassColors[found];

const degrees = (value: number): string => `${value.toFixed(5)}°`;

/** A map of where sites lie: names, codes and coordinates. */
export function sitesContent(
  points: readonly GroundPoint[],
  siteColor: string,
  common: readonly NoteLine[],
  language: Language,
): SheetParts {
  const say = speaker(language);
  return {
    legend: [
      {
        label: say('siteCount', { n: points.length }),
        area: null,
        swatch: { kind: 'point', color: siteColor },
      },
    ],
    table: {
      heading: say('sitesTable'),
      columns: [
        { label: say('site'), align: 'start' },
        { label: say('siteCode'), align: 'start' },
        { label: say('longitude'), align: 'end' },
        { label: say('latitude'), align: 'end' },
        { label: say('valuesCount'), unit: say('count'), align: 'end' },
      ],
      rows: points.map(p => [
        { text: p.name },
        { text: p.code ?? none },
        { text: degrees(p.lon) },
        { text: degrees(p.lat) },
        { text: String(p.observations.length) },
      ]),
      footnotes: [say('siteCrs')],
    },
    notes: [...common],
  };
}

/** A map of classes of surface water (GB 3838) in a period: one symbol per section, outlets apart. */
export function waterClassContent(
  { sites, classes }: MappedClasses,
  { surfaceWater, evaluation }: WaterRules,
  common: readonly NoteLine[],
  language: Language,
  parameterName: (id: string) => string,
  palette: PaletteId = 'standard',
): SheetParts {
  const say = speaker(language);
  const sections = sites.filter(s => !s.point.outlet);
  const countOf = (wanted: WaterClass | null) =>
    sections.filter(s => (s.result?.quality.class ?? null) === wanted).length;
  const entry = (label: string, n: number, swatch: { color: string; mark: string }): LegendEntry => ({
    label,
    area: say('sitesOf', { n }),
    swatch: { kind: 'point', ...swatch },
  });
  const outlets = sites.length - sections.length;
  const shareText = (share: number | null) => `${percentText(share)} %`;
  const shares = classes?.shares;
  return {
    legend: [
      ...waterClasses.map(c =>
        entry(say('waterClass', { class: c }), countOf(c), { color: classColor(c, palette), mark: c }),
      ),
      ...(countOf(null) > 0 ? [entry(say('noClass'), countOf(null), { color: noClass, mark: '?' })] : []),
      ...(outlets > 0 ? [entry(say('outlets'), outlets, outlet)] : []),
    ],
    table: {
      heading: say('waterTable'),
      columns: [
        { label: say('site'), align: 'start' },
        { label: say('waterBody'), align: 'start' },
        { label: say('class'), align: 'start' },
        { label: say('target'), align: 'start' },
        { label: say('exceeding'), align: 'start' },
      ],
      rows: sections.map(({ point, result }): TableCell[] => {
        const quality = result?.quality;
        const beyond = quality?.exceeding.map(e => {
          const factor = e.exceedance === null ? '' : ` (${fixed(e.exceedance, 2)})`;
          return `${parameterName(e.parameter)}${factor}`;
        });
        return [
          { text: point.name },
          { text: point.body ? inLanguage(bodyLabels[point.body], language) : none },
          quality?.class
            ? { text: quality.class, swatch: classColor(quality.class, palette) }
            : { text: none },
          {
            text: quality?.target
              ? `${quality.target}${quality.reached === null ? '' : quality.reached ? ' ✓' : ' ✗'}`
              : none,
          },
          { text: quality?.reason ? inWords(quality.reason, language) : beyond?.join('、') || none },
        ];
      }),
      footnotes: [say('exceedingNote'), say('limitsNote')],
    },
    notes: [
      ...common,
      ...(classes ? [{ label: say('period'), text: periodText(classes.period, language) }] : []),
      ...(shares
        ? [
            {
              label: say('goodShare'),
              text: say('sharesOf', {
                n: shares.sections,
                good: shareText(shares.good),
                fair: shareText(shares.fair),
                bad: shareText(shares.bad),
              }),
            },
          ]
        : []),
      ...[surfaceWater, evaluation].map(rule => ({
        label: say('rules'),
        text: inLanguage(rule.name, language),
        ...(rule.evidence === 'to-confirm' ? { mark: say('toConfirm') } : {}),
      })),
    ],
  };
}
