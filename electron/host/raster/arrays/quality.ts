import { inEnglish } from '#core/words/said.ts';
import { qualityBits, type QualityBit } from '#core/mask/quality-bits.ts';
import { textIn, type ArrayFile, type StoredArray } from './array-file.ts';

/** One field of the bits of an array, the value that it must have, and what that means for a pixel. */
export interface BitRule {
  /** Last part of the array's name. */
  array: string;
  mask: number;
  value: number;
  means: QualityBit;
  /** The producer's word for it. */
  word: string;
}

/** What producers' words for flags mean; a word that is not here says nothing that masks a pixel. */
const meanings: [RegExp, QualityBit][] = [
  [/^(INVALID|NAVFAIL|NODATA)$/i, 'nodata'],
  [/^(CLOUD|CLDICE)$/i, 'cloud'],
  [/^(CLOUD_AMBIGUOUS|BRIGHT)$/i, 'lowCloud'],
  [/^CLOUD_MARGIN$/i, 'cloudMargin'],
  [/^CLOUD_SHADOW$/i, 'cloudShadow'],
  [/^(SNOW_ICE|SEAICE)$/i, 'snow'],
  [/^(SATURATED(@Oa\d\d)?)$/i, 'saturated'],
];

/**
 * Bits of VIIRS' surface reflectance that no attribute explains (VNP09 user's guide, QF1 and QF2): cloud confidence,
 * shadow, snow, cirrus.
 */
const viirs: BitRule[] = [
  { array: 'SurfReflect_QF1', mask: 12, value: 12, means: 'cloud', word: 'confidently cloudy' },
  { array: 'SurfReflect_QF1', mask: 12, value: 8, means: 'lowCloud', word: 'probably cloudy' },
  { array: 'SurfReflect_QF2', mask: 8, value: 8, means: 'cloudShadow', word: 'cloud shadow' },
  { array: 'SurfReflect_QF2', mask: 32, value: 32, means: 'snow', word: 'snow/ice' },
  { array: 'SurfReflect_QF2', mask: 64, value: 64, means: 'cirrus', word: 'thin cirrus (reflective)' },
  { array: 'SurfReflect_QF2', mask: 128, value: 128, means: 'cirrus', word: 'thin cirrus (emissive)' },
];

/** Bits that masks are made of, and the arrays that they come from. */
export interface QualityArray {
  array: StoredArray;
  sources: readonly StoredArray[];
  note: string;
}

/** Arrays of bits that say what pixels are, put into the bits of the program's own that masks are made of. */
export function qualityArrays(file: ArrayFile): QualityArray[] {
  const told = file.arrays.flatMap(array => {
    const rules = flagRules(array);
    return rules.length ? [translated([array], rules, array.name)] : [];
  });
  const last = (array: StoredArray) => array.name.split('/').at(-1)!.replace(/_1$/, '');
  const first = file.arrays.find(array => last(array) === viirs[0].array);
  if (!first) return told;
  const second = file.arrays.find(
    array => last(array) === 'SurfReflect_QF2' && String(array.shape) === String(first.shape),
  );
  const sources = second ? [first, second] : [first];
  const rules = viirs.filter(rule => sources.some(source => last(source) === rule.array));
  return [...told, translated(sources, rules, first.name.replace(/QF1(_1)?$/, 'QF'))];
}

/** What the attributes of CF tell of the bits of an array. */
function flagRules({ attributes, name }: StoredArray): BitRule[] {
  const words = (textIn(attributes, 'flag_meanings') ?? '').split(/\s+/).filter(Boolean);
  const { flag_masks: masks, flag_values: values } = attributes;
  if (!Array.isArray(masks) || masks.length !== words.length) return [];
  return words.flatMap((word, i) => {
    const means = meanings.find(([pattern]) => pattern.test(word))?.[1];
    const mask = masks[i] as number;
    // A mask of the last bit is stored as a negative number where the type has a sign.
    if (!means || mask === 0) return [];
    const value = Array.isArray(values) && values.length === words.length ? (values[i] as number) : mask;
    return [{ array: name.split('/').at(-1)!, mask, value, means, word }];
  });
}

function translated(sources: readonly StoredArray[], rules: readonly BitRule[], name: string): QualityArray {
  const [first] = sources;
  const partOf = (rule: BitRule) =>
    Math.max(
      0,
      sources.findIndex(s => s.name.split('/').at(-1)!.startsWith(rule.array)),
    );
  const array: StoredArray = {
    ...first,
    name,
    type: 'UInt16',
    attributes: { quality: 'bits' },
    read: (start, count) => {
      const planes = sources.map(source => source.read(start, count));
      const out = new Uint16Array(planes[0].length);
      for (const rule of rules) {
        const plane = planes[partOf(rule)];
        const bit = qualityBits[rule.means];
        const isOn = bitTest(rule);
        for (let i = 0; i < out.length; i++) if (isOn(plane[i])) out[i] |= bit;
      }
      return out;
    },
  };
  const words = rules.map(({ word, means }) => `${word} → ${means}`).join(', ');
  return { array, sources, note: inEnglish('arrays.quality', { name: name.split('/').at(-1)!, words }) };
}

/** Bits above the 32nd are told by division: numbers of 64 bits come as doubles, exact as far as flags go. */
function bitTest({ mask, value }: BitRule): (stored: number) => boolean {
  const wide = 2 ** 32;
  if (mask >= wide) {
    const [high, wanted] = [Math.floor(mask / wide), Math.floor(value / wide)];
    return stored => (Math.floor(stored / wide) & high) >>> 0 === wanted >>> 0;
  }
  const low = mask >>> 0;
  const wanted = value >>> 0;
  return stored => ((stored >= wide ? stored % wide : stored) & low) >>> 0 === wanted;
}
