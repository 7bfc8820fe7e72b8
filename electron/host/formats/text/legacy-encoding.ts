/** What bytes that are no UTF-8 most look like; `doubtful` where another encoding looks almost as good. */
export interface Guess {
  encoding: 'GB18030' | 'Big5' | 'windows-1252' | 'windows-1250' | 'UTF-16LE' | 'UTF-16BE';
  doubtful: boolean;
}

/** As much of a file as is looked at. */
const sampleBytes = 2 ** 18;

/**
 * Tells encodings apart by the text that they would give. Chinese comes in runs of frequent characters: GB 2312 has
 * them in its first level, Big5 in its first half. Western files have single letters and signs (é, µ, °) among ASCII.
 */
export function guessEncoding(bytes: Uint8Array): Guess {
  const sample = bytes.subarray(0, sampleBytes);
  const wide = utf16Of(sample);
  if (wide) return { encoding: wide, doubtful: false };
  const scores: [Guess['encoding'], number][] = [
    [
      'GB18030',
      sharesOf(sample, { first: 0xb0, last: 0xd7, trail: 0xa1, signs: [0xa1, 0xa2, 0xa3] }).frequent,
    ],
    ['Big5', big5Score(sample)],
    [westernOf(sample), isolatedShare(sample)],
  ];
  scores.sort((a, b) => b[1] - a[1]);
  const [[encoding, best], [, next]] = scores;
  const between = encoding.startsWith('windows') && isBetweenWestern(sample);
  return { encoding: best > 0 ? encoding : 'GB18030', doubtful: best < 0.6 || best - next < 0.2 || between };
}

/** UTF-16 without a mark has a zero beside each ASCII character, on one side only, and no control characters. */
function utf16Of(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]++;
  if ((zeros[0] === 0) === (zeros[1] === 0)) return null;
  const label = zeros[1] > 0 ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(label).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)) return null;
  return label === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE';
}

interface Layout {
  /** Lead bytes of the frequent characters, and the least of their trail bytes. */
  first: number;
  last: number;
  trail: number;
  signs: readonly number[];
}

/** Of the characters of two bytes: how many are frequent ones or signs, and how many stand beside another. */
function sharesOf(
  bytes: Uint8Array,
  { first, last, trail, signs }: Layout,
): { frequent: number; beside: number } {
  let [all, frequent, beside] = [0, 0, 0];
  let end = -1;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x81) continue;
    all++;
    const second = bytes[i + 1] ?? 0;
    const isSign = signs.includes(bytes[i]) && second >= trail;
    if (second >= trail && ((bytes[i] >= first && bytes[i] <= last) || isSign)) frequent++;
    if (end === i || bytes[i + 2] > 0x80) beside++;
    i++;
    end = i + 1;
  }
  return all === 0 ? { frequent: 0, beside: 0 } : { frequent: frequent / all, beside: beside / all };
}

function big5Score(bytes: Uint8Array): number {
  const { frequent, beside } = sharesOf(bytes, {
    first: 0xa4,
    last: 0xc6,
    trail: 0x40,
    signs: [0xa1, 0xa2, 0xa3],
  });
  try {
    new TextDecoder('big5', { fatal: true }).decode(bytes, { stream: true });
    return frequent * beside;
  } catch {
    return 0;
  }
}

/** Share of the bytes above ASCII that stand alone, as western letters and signs do. */
function isolatedShare(bytes: Uint8Array): number {
  let [all, alone] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    all++;
    if (!(bytes[i - 1] >= 0x80) && !(bytes[i + 1] >= 0x80)) alone++;
  }
  return all === 0 ? 0 : alone / all;
}

/** š ž ě ř ň, and ł ą ż ę within words: letters of central Europe, which Windows-1252 has as signs or other letters. */
const central = new Set([0x9a, 0x9e, 0x8a, 0x8e, 0x9d, 0xec, 0xf8, 0xf2, 0xd8, 0xcc]);
const centralInWords = new Set([0xb3, 0xb9, 0xbf, 0x9c, 0x9f, 0xa3, 0xa5, 0xbe]);
/** à å ã ñ: letters of western Europe. */
const western = new Set([0xe0, 0xe5, 0xe3, 0xf1, 0xd1, 0xc5, 0xc0]);
/** è/č, ù/ů, ê/ę, æ/ć, û/ű, õ/ő: either. */
const either = new Set([0xe8, 0xf9, 0xea, 0xe6, 0xfb, 0xf5, 0xc8]);

function countsOf(bytes: Uint8Array): { central: number; western: number; either: number } {
  const counts = { central: 0, western: 0, either: 0 };
  const isLetter = (byte: number | undefined) =>
    byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
  bytes.forEach((byte, i) => {
    if (central.has(byte) || (centralInWords.has(byte) && isLetter(bytes[i + 1]))) counts.central++;
    else if (western.has(byte)) counts.western++;
    else if (either.has(byte)) counts.either++;
  });
  return counts;
}

function westernOf(bytes: Uint8Array): 'windows-1252' | 'windows-1250' {
  const counts = countsOf(bytes);
  return counts.central > counts.western ? 'windows-1250' : 'windows-1252';
}

/** True where the letters could be of either half of Europe. */
function isBetweenWestern(bytes: Uint8Array): boolean {
  const counts = countsOf(bytes);
  return counts.central > 0 ? counts.western >= counts.central : counts.western === 0 && counts.either > 2;
}
