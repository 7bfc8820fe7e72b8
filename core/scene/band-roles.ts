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
  /** Words that descriptions of bands in files give it away by. */
  described?: RegExp;
  /** Its number on Sentinel-2, without a leading zero. */
  sentinel2?: string;
  /** Centres of bands that sensors have for it, nm. */
  windowNm?: readonly [number, number];
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
    windowNm: [435, 450],
  },
  B: {
    name: { zh: '蓝', en: 'blue' },
    nature: 'reflective',
    wavelengthNm: 490,
    words: ['blue'],
    described: /^(blue\b|蓝)/i,
    sentinel2: 'B2',
    windowNm: [470, 500],
    compared: true,
  },
  G: {
    name: { zh: '绿', en: 'green' },
    nature: 'reflective',
    wavelengthNm: 560,
    words: ['green'],
    described: /^(green\b(?! ?i\b)|绿)/i,
    sentinel2: 'B3',
    windowNm: [545, 575],
    compared: true,
  },
  R: {
    name: { zh: '红', en: 'red' },
    nature: 'reflective',
    wavelengthNm: 665,
    words: ['red'],
    described: /^(red\b(?![ -]?edge)|红(?![边外]))/i,
    sentinel2: 'B4',
    windowNm: [640, 672],
    compared: true,
  },
  RE1: {
    name: { zh: '红边 1', en: 'red edge 1' },
    nature: 'reflective',
    wavelengthNm: 705,
    words: ['rededge', 'rededge1'],
    described: /^(red[ -]?edge(?![ -]?[2-9])|re1\b|红边(?! ?[2-9]))/i,
    sentinel2: 'B5',
    windowNm: [700, 713],
    compared: true,
  },
  RE2: {
    name: { zh: '红边 2', en: 'red edge 2' },
    nature: 'reflective',
    wavelengthNm: 740,
    words: ['rededge2'],
    described: /^(red[ -]?edge[ -]?2|re2\b|红边 ?2)/i,
    sentinel2: 'B6',
    windowNm: [735, 757],
    compared: true,
  },
  RE3: {
    name: { zh: '红边 3', en: 'red edge 3' },
    nature: 'reflective',
    wavelengthNm: 783,
    words: ['rededge3'],
    described: /^(red[ -]?edge[ -]?3|re3\b|红边 ?3)/i,
    sentinel2: 'B7',
    windowNm: [775, 790],
    compared: true,
  },
  N: {
    name: { zh: '近红外', en: 'near infrared' },
    nature: 'reflective',
    wavelengthNm: 842,
    words: ['nir'],
    described: /^(nir\b(?![ -]?2)|near.?infra|近红外(?! ?2))/i,
    sentinel2: 'B8',
    windowNm: [820, 885],
    compared: true,
  },
  N2: {
    name: { zh: '窄近红外', en: 'narrow near infrared' },
    nature: 'reflective',
    wavelengthNm: 865,
    words: ['nir2', 'narrownir'],
    described: /^(narrow.?(nir|near)|nir ?2|窄近红外)/i,
    sentinel2: 'B8A',
    windowNm: [855, 875],
    compared: true,
  },
  S1: {
    name: { zh: '短波红外 1', en: 'short-wave infrared 1' },
    nature: 'reflective',
    wavelengthNm: 1610,
    words: ['swir', 'swir1'],
    described: /^(swir[ -]?1|swir$|短波红外 ?1?$)/i,
    sentinel2: 'B11',
    windowNm: [1560, 1660],
    compared: true,
  },
  S2: {
    name: { zh: '短波红外 2', en: 'short-wave infrared 2' },
    nature: 'reflective',
    wavelengthNm: 2190,
    words: ['swir2'],
    described: /^(swir[ -]?2|短波红外 ?2)/i,
    sentinel2: 'B12',
    windowNm: [2080, 2290],
    compared: true,
  },
  PC: {
    name: { zh: '藻蓝蛋白 620 nm', en: 'phycocyanin 620 nm' },
    nature: 'reflective',
    wavelengthNm: 620,
    windowNm: [615, 625],
  },
  CF: {
    name: { zh: '叶绿素荧光 681 nm', en: 'chlorophyll fluorescence 681 nm' },
    nature: 'reflective',
    wavelengthNm: 681,
    windowNm: [678, 684],
  },
  S0: {
    name: { zh: '短波红外 1240 nm', en: 'short-wave infrared 1240 nm' },
    nature: 'reflective',
    wavelengthNm: 1240,
    windowNm: [1230, 1250],
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
  UDM2: {
    name: { zh: 'PlanetScope 掩膜 UDM2（1 为晴空）', en: 'PlanetScope UDM2 (1 is clear)' },
    nature: 'class',
    wavelengthNm: null,
    masks: true,
  },
  FLAGS: {
    name: { zh: '产品质量标志', en: 'flags of the product' },
    nature: 'class',
    wavelengthNm: null,
    // As the reader of arrays describes flags that it has put into the program's own bits.
    described: /^flags of /,
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
