import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { BloomRules, WaterRules } from '#core/foundation/rules.ts';
import { goodShare, waterClasses, type WaterClass } from '#core/water/water-quality.ts';
import { waterSamples, type WaterSample } from '#core/water/water-samples.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { beijingTime } from '#core/foundation/dates.ts';
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
  /** The newest sample with a class. */
  sample: WaterSample | null;
}

/** The newest sample of every site whose items give a class. */
export const classedSites = (
  points: readonly GroundPoint[],
  water: WaterRules,
  bloom: BloomRules,
): MappedSite[] =>
  points.map(point => ({
    point,
    sample:
      waterSamples(point.observations, point.body, water, bloom).find(s => s.quality.class !== null) ?? null,
  }));

/** How a site is drawn on a map of classes. */
export function siteLook(
  sample: WaterSample | null,
  palette: PaletteId = 'standard',
): { color: string; mark: string } {
  const found = sample?.quality.class;
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

/** A map of classes of surface water (GB 3838): one symbol per site, by its newest sample. */
export function waterClassContent(
  sites: readonly MappedSite[],
  { surfaceWater }: WaterRules,
  common: readonly NoteLine[],
  language: Language,
  parameterName: (id: string) => string,
  palette: PaletteId = 'standard',
): SheetParts {
  const say = speaker(language);
  const classes = sites.map(s => s.sample?.quality.class ?? null);
  const legend: LegendEntry[] = [
    ...waterClasses.map((c): LegendEntry => ({
      label: say('waterClass', { class: c }),
      area: say('sitesOf', { n: classes.filter(found => found === c).length }),
      swatch: { kind: 'point', color: classColor(c, palette), mark: c },
    })),
    ...(classes.includes(null)
      ? [
          {
            label: say('noClass'),
            area: say('sitesOf', { n: classes.filter(c => c === null).length }),
            swatch: { kind: 'point' as const, color: noClass, mark: '?' },
          },
        ]
      : []),
  ];
  return {
    legend,
    table: {
      heading: say('waterTable'),
      columns: [
        { label: say('site'), align: 'start' },
        { label: say('sampled'), align: 'start' },
        { label: say('class'), align: 'start' },
        { label: say('exceeding'), align: 'start' },
      ],
      rows: sites.map(({ point, sample }): TableCell[] => [
        { text: point.name },
        { text: sample ? (beijingTime(sample.time)?.date ?? sample.time) : none },
        sample?.quality.class
          ? { text: sample.quality.class, swatch: classColor(sample.quality.class, palette) }
          : { text: none },
        {
          text:
            sample?.quality.exceeding
              .map(e => {
                const factor = e.exceedance === null ? '' : ` (${fixed(e.exceedance, 2)})`;
                return `${parameterName(e.parameter)}${factor}`;
              })
              .join('、') || none,
        },
      ]),
      footnotes: [say('exceedingNote')],
    },
    notes: [
      ...common,
      { label: say('goodShare'), text: `${percentText(goodShare(classes))} %` },
      {
        label: say('rules'),
        text: inLanguage(surfaceWater.name, language),
        ...(surfaceWater.evidence === 'to-confirm' ? { mark: say('toConfirm') } : {}),
      },
    ],
  };
}
