import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import type { Text } from '#core/foundation/text.ts';

/** What a validity reason is called on sheets, in tables and in class rasters. */
export const reasonLabels: Record<ValidityReason, Text> = {
  valid: { zh: '有效', en: 'Valid' },
  nodata: { zh: '无数据', en: 'No data' },
  saturated: { zh: '饱和', en: 'Saturated' },
  cloud: { zh: '云', en: 'Cloud' },
  'cloud-shadow': { zh: '云影', en: 'Cloud shadow' },
  cirrus: { zh: '卷云', en: 'Cirrus' },
  snow: { zh: '雪', en: 'Snow' },
  undefined: { zh: '指数无定义', en: 'Index undefined' },
  'sun-glint': { zh: '太阳耀斑', en: 'Sun glint' },
  land: { zh: '陆地', en: 'Land' },
  shore: { zh: '岸边缓冲', en: 'Shore buffer' },
  'aquatic-vegetation': { zh: '水生植被区', en: 'Aquatic vegetation' },
  'hand-bloom': { zh: '水华(人工判定)', en: 'Bloom (by hand)' },
  'hand-clear': { zh: '无水华(人工判定)', en: 'No bloom (by hand)' },
  'outside-scene': { zh: '影像范围外', en: 'Outside the scene' },
};

/** A class of a class raster as maps show it. */
export interface MapClass {
  value: number;
  label: Text;
  /** #rrggbb */
  color: string;
  /** 0–1, of those that a sheet shows. */
  opacity?: number;
}

/** Values above this one are validity reasons: 10 + code. */
export const reasonBase = 10;

/** How the classes of a kind of map look. */
export interface ClassLook {
  /** How strongly a class covers the picture below, 0–1: strongly enough that the map's colour is the legend's. */
  opacity: (value: number) => number;
  /** Which colours of another palette than the standard one are its own. */
  colors: 'bloom' | 'change' | 'ramp';
}
const reasonOpacity = 0.85;
const look = (colors: ClassLook['colors'], opacity: ClassLook['opacity']): ClassLook => ({
  colors,
  opacity: value => (value >= reasonBase ? reasonOpacity : opacity(value)),
});
export const bloomLook = look('bloom', value => (value === 1 ? 0.7 : 0.95));
export const changeLook = look('change', value =>
  value === 1 ? 0.5 : value === 2 || value === 4 ? 0.9 : 0.75,
);
export const rampLook = look('ramp', () => 0.92);

/** How a class stands in a legend: as on the map. */
export const classSwatch = ({ color, opacity }: MapClass) => ({ kind: 'fill', color, opacity }) as const;

/** Class values of what was decided by hand. */
export const handBloom = {
  bloom: reasonBase + validityReasons.indexOf('hand-bloom'),
  clear: reasonBase + validityReasons.indexOf('hand-clear'),
};

/** The validity reason that a class stands for, or null. */
export const reasonOfClass = (value: number): ValidityReason | null =>
  value > reasonBase ? (validityReasons[value - reasonBase] ?? null) : null;
