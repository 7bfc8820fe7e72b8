import { bandRoleFacts, bandRoles, type BandRole } from './band-roles.ts';

/** What a file says of one of its bands. */
export interface DescribedBand {
  description: string | null;
  /** Centre, where the file tells it apart from the description. */
  wavelengthNm?: number | null;
}

export interface DescribedRoles {
  roles: (BandRole | null)[];
  wavelengthsNm: (number | null)[];
  /** Descriptions that are a band's number of a sensor that nothing tells. */
  unclear: string[];
}

/** A reflectance named by its wavelength, as ACOLITE and l2gen write it: rhos_665, Rrs_665. */
export const waterReflectance = /^(rho[a-z]{0,3}|Rrs)_?(\d{3,4})(?:\.\d+)?(?:nm)?$/i;

/** The end of a file name that says so of its only band. */
export const waterReflectanceInName = /(?:^|[_.-])((?:rho[a-z]{0,3}|Rrs)_\d{3,4})\.tiff?$/i;

/**
 * "B4", "B04", "S2_B8A" alone, and "SR_B4", which Landsat 5 and 8 number differently; "Band 4" is what programs write
 * where they know nothing.
 */
const bareNumber = /^(?:S2[ _-])?((?:SR_)?)B0*(\d{1,2}A?)$/i;
/** A number before words: "Band 4 (近红外)", "第3波段 红", "B5 - NIR". */
const numberBefore =
  /^(?:(?:band|波段|b)[ #:_-]*\d{1,2}a?|第 ?\d{1,2} ?波段|\d{1,2}(?=[ :：.]))[\s:：.,，_(（[–—-]*/i;

const sentinel2InName =
  /sentinel[ _-]?2|(?<![a-z0-9])(?:S2[ABC]?(?![a-z0-9])|S2[ABC][12][AC]|T\d\d[A-Z]{3}(?![a-z0-9]))|MSIL[12]/i;
const otherInName = /landsat|(?<![a-z0-9])L[COTEM]?0?[4-9](?![0-9])|HLS[._-]?L30|(?<![a-z])(?:OLI|ETM)/i;

/**
 * Roles that descriptions give away: a wavelength before a word, a word before a number. Numbers are those of
 * Sentinel-2 only where a number that no other sensor has, or a name, says that it is one: B05 is 705 nm there, and
 * 865 nm of Landsat and HLS L30. What both have alike (B02–B04 with a leading zero) holds for both.
 */
export function describedRoles(bands: readonly DescribedBand[], names: readonly string[]): DescribedRoles {
  const texts = bands.map(b => (b.description ?? '').trim());
  const wavelengthsNm = bands.map((b, i) => b.wavelengthNm ?? wavelengthIn(texts[i]));
  const roles = rolesByWavelength(wavelengthsNm);
  const give = (i: number, role: BandRole | undefined) => {
    if (role && roles[i] === null && !roles.includes(role)) roles[i] = role;
  };
  const numbers = texts.map(text => {
    const [, landsat, number] = bareNumber.exec(text.toUpperCase()) ?? [];
    return number ? landsat + number : null;
  });
  texts.forEach((text, i) => {
    if (wavelengthsNm[i] === null && numbers[i] === null) give(i, roleOfWord(text));
  });
  const known = knownNumbers(texts, numbers, names);
  numbers.forEach((number, i) => {
    if (number !== null && known.has(number)) give(i, roleOfNumber(number));
  });
  // b1, b2 … is how programs name bands that they know nothing of.
  const unclear = texts.filter(
    (text, i) => numbers[i] !== null && roles[i] === null && !known.has(numbers[i]) && !/^b[1-9]/.test(text),
  );
  return { roles, wavelengthsNm, unclear };
}

const common = ['2', '3', '4'];
const all = [...Array.from({ length: 12 }, (_, i) => String(i + 1)), '8A'];

/** Numbers whose meaning is known. */
function knownNumbers(
  texts: readonly string[],
  numbers: readonly (string | null)[],
  names: readonly string[],
): ReadonlySet<string> {
  const has = (number: string) => numbers.includes(number);
  const named = (pattern: RegExp) => names.some(name => pattern.test(name));
  const zeros = texts.some((text, i) => numbers[i] !== null && /B0\d/i.test(text));
  const sentinel2 =
    !named(otherInName) &&
    (has('8A') || has('12') || named(sentinel2InName) || (has('8') && (zeros || (has('11') && !has('10')))));
  return new Set(sentinel2 ? all : zeros ? common : []);
}

const roleOfNumber = (number: string): BandRole | undefined =>
  bandRoles.find(role => bandRoleFacts[role].sentinel2 === `B${number}`);

function roleOfWord(text: string): BandRole | undefined {
  const plain = text.replace(/_/g, ' ');
  const words = [plain.replace(numberBefore, ''), plain, text];
  return words
    .map(word => bandRoles.find(role => bandRoleFacts[role].described?.test(word.trim())))
    .find(Boolean);
}

/** "rhos_665", "665 nm", "B04 (664.6nm)", and nir08 as catalogues call the band at 865 nm. */
function wavelengthIn(text: string): number | null {
  const found = waterReflectance.exec(text)?.[2] ?? /(?<![\d.])(\d{3,4}(?:\.\d+)?) ?nm\b/i.exec(text)?.[1];
  if (found) return Number(found);
  return /^nir0?8$/i.test(text) ? 865 : null;
}

/** Each role to the band nearest to its centre, within what sensors call so. */
function rolesByWavelength(wavelengths: readonly (number | null)[]): (BandRole | null)[] {
  const roles: (BandRole | null)[] = wavelengths.map(() => null);
  for (const role of bandRoles) {
    const { windowNm, wavelengthNm } = bandRoleFacts[role];
    if (!windowNm) continue;
    const distance = (i: number) => Math.abs(wavelengths[i]! - wavelengthNm!);
    const near = wavelengths
      .flatMap((nm, i) =>
        nm !== null && roles[i] === null && nm >= windowNm[0] && nm <= windowNm[1] ? [i] : [],
      )
      .sort((a, b) => distance(a) - distance(b));
    if (near.length) roles[near[0]] = role;
  }
  return roles;
}
