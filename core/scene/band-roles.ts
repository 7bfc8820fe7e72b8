import type { Text } from '#core/foundation/text.ts';

/** What a band shows. */
interface BandRoleFacts {
  name: Text;
  /**
   * `reflective`: an index of the surface may use it. `thermal` and `panchromatic`: measured, but no index takes it.
   * `class`: its values say what a pixel is. `coded`: an index and classes in one (CyAN).
   */
  nature: 'reflective' | 'thermal' | 'panchromatic' | 'class' | 'coded';
  /** Centre where the sensor is not known: that of Sentinel-2 where it has the band (STANDARDS 7.1), nm. */
  wavelengthNm: number | null;
  /** Words that people use for it on the command line, without blanks and dashes. */
  words?: readonly string[];
  /** What descriptions of bands in files give it away by. */
  described?: RegExp;
  /** True where a change vector takes it by itself. */
  compared?: boolean;
  /** Its values mask pixels: the decoder of `mask/classify-validity.ts`. */
  masks?: boolean;
}

const facts = {
  A: {
    name: { zh: '气溶胶', en: 'aerosol' },
    nature: 'reflective',
    wavelengthNm: 443,
    words: ['aerosol', 'coastal'],
  },
  B: {
    name: { zh: '蓝', en: 'blue' },
    nature: 'reflective',
    wavelengthNm: 490,
    words: ['blue'],
    described: /^(b0?2\b|blue\b|蓝)/i,
    compared: true,
  },
  G: {
    name: { zh: '绿', en: 'green' },
    nature: 'reflective',
    wavelengthNm: 560,
    words: ['green'],
    described: /^(b0?3\b|green\b|绿)/i,
    compared: true,
  },
  R: {
    name: { zh: '红', en: 'red' },
    nature: 'reflective',
    wavelengthNm: 665,
    words: ['red'],
    described: /^(b0?4\b|red$|red\b(?! ?edge)|红(?!边))/i,
    compared: true,
  },
  RE1: {
    name: { zh: '红边 1', en: 'red edge 1' },
    nature: 'reflective',
    wavelengthNm: 705,
    words: ['rededge', 'rededge1'],
    described: /^(b0?5\b|red ?edge ?1?$|re1\b|红边1?$)/i,
    compared: true,
  },
  RE2: {
    name: { zh: '红边 2', en: 'red edge 2' },
    nature: 'reflective',
    wavelengthNm: 740,
    words: ['rededge2'],
    described: /^(b0?6\b|red ?edge ?2|re2\b|红边2)/i,
    compared: true,
  },
  RE3: {
    name: { zh: '红边 3', en: 'red edge 3' },
    nature: 'reflective',
    wavelengthNm: 783,
    words: ['rededge3'],
    described: /^(b0?7\b|red ?edge ?3|re3\b|红边3)/i,
    compared: true,
  },
  N: {
    name: { zh: '近红外', en: 'near infrared' },
    nature: 'reflective',
    wavelengthNm: 842,
    words: ['nir'],
    described: /^(b0?8\b|nir\b|near.?infra|近红外)/i,
    compared: true,
  },
  N2: {
    name: { zh: '窄近红外', en: 'narrow near infrared' },
    nature: 'reflective',
    wavelengthNm: 865,
    words: ['nir2', 'narrownir'],
    described: /^b8a\b/i,
    compared: true,
  },
  S1: {
    name: { zh: '短波红外 1', en: 'short-wave infrared 1' },
    nature: 'reflective',
    wavelengthNm: 1610,
    words: ['swir', 'swir1'],
    described: /^(b11\b|swir ?1|短波红外1)/i,
    compared: true,
  },
  S2: {
    name: { zh: '短波红外 2', en: 'short-wave infrared 2' },
    nature: 'reflective',
    wavelengthNm: 2190,
    words: ['swir2'],
    described: /^(b12\b|swir ?2|短波红外2)/i,
    compared: true,
  },
  PC: { name: { zh: '藻蓝蛋白 620 nm', en: 'phycocyanin 620 nm' }, nature: 'reflective', wavelengthNm: 620 },
  CF: {
    name: { zh: '叶绿素荧光 681 nm', en: 'chlorophyll fluorescence 681 nm' },
    nature: 'reflective',
    wavelengthNm: 681,
  },
  S0: {
    name: { zh: '短波红外 1240 nm', en: 'short-wave infrared 1240 nm' },
    nature: 'reflective',
    wavelengthNm: 1240,
  },
  T: {
    name: { zh: '热红外', en: 'thermal infrared' },
    nature: 'thermal',
    wavelengthNm: null,
    words: ['thermal'],
  },
  P: { name: { zh: '全色', en: 'panchromatic' }, nature: 'panchromatic', wavelengthNm: null, words: ['pan'] },
  CYAN: {
    name: { zh: 'CyAN 编码指数', en: 'coded index of CyAN' },
    nature: 'coded',
    wavelengthNm: null,
    masks: true,
  },
  SCL: {
    name: { zh: '场景分类', en: 'scene classification' },
    nature: 'class',
    wavelengthNm: null,
    words: ['scl'],
    described: /^scl\b/i,
    masks: true,
  },
  QA_PIXEL: {
    name: { zh: '质量波段', en: 'pixel quality' },
    nature: 'class',
    wavelengthNm: null,
    words: ['qa'],
    described: /^qa_pixel\b/i,
    masks: true,
  },
  BQA: {
    name: { zh: '质量波段（旧）', en: 'pixel quality (old)' },
    nature: 'class',
    wavelengthNm: null,
    words: ['bqa'],
    masks: true,
  },
  STATE_1KM: {
    name: { zh: 'MODIS 状态位 state_1km', en: 'MODIS state' },
    nature: 'class',
    wavelengthNm: null,
    described: /^state_1km\b/i,
    masks: true,
  },
  FMASK: {
    name: { zh: 'HLS 掩膜 Fmask', en: 'HLS Fmask' },
    nature: 'class',
    wavelengthNm: null,
    described: /^fmask\b/i,
    masks: true,
  },
  QA_RADSAT: {
    name: { zh: '辐射饱和位', en: 'radiometric saturation' },
    nature: 'class',
    wavelengthNm: null,
  },
} as const satisfies Record<string, BandRoleFacts>;

export type BandRole = keyof typeof facts;

/** Every role with what is known of it, in the order in which forms offer them. One row here makes a role. */
export const bandRoleFacts: Record<BandRole, BandRoleFacts> = facts;
export const bandRoles = Object.keys(facts) as [BandRole, ...BandRole[]];

const factsOf = (role: BandRole | null): BandRoleFacts | null => (role === null ? null : bandRoleFacts[role]);

/** True for bands without radiometry. */
export const isClassification = (role: BandRole | null): boolean => factsOf(role)?.nature === 'class';

/** True for bands that an index of the surface may use: not thermal, not panchromatic. */
export const isReflective = (role: BandRole | null): boolean => factsOf(role)?.nature === 'reflective';

/** Roles whose centre wavelength formulas may ask for. */
export const reflectiveRoles: readonly BandRole[] = bandRoles.filter(isReflective);
