import { guessEncoding } from './legacy-encoding.ts';

/**
 * Finds the encoding of Chinese files: what is said, then strict UTF-8, then GB18030, which covers GBK and GB 2312.
 * Text with mostly single accented letters among Latin ones cannot be Chinese and is taken as Windows-1252.
 */

const codePages: Record<string, string> = {
  '936': 'gbk',
  '950': 'big5',
  '65001': 'utf-8',
  '54936': 'gb18030',
  '1252': 'windows-1252',
  '1250': 'windows-1250',
  '1251': 'windows-1251',
  '932': 'shift_jis',
  '949': 'euc-kr',
  '88591': 'iso-8859-1',
  '28591': 'iso-8859-1',
};

/**
 * Language bytes of a DBF header that name one encoding beyond doubt; 0x57 and 0x03 only say "ANSI", whatever that
 * was.
 */
const languageBytes: Record<number, string> = {
  0x4d: 'gbk',
  0x4f: 'big5',
  0x4e: 'euc-kr',
  0x13: 'shift_jis',
  0x7a: 'gbk',
  0x78: 'big5',
};

const spellings: [RegExp, string][] = [
  [/^(cs|x)?big5/, 'big5'],
  [/^(cs|x|hz)?gb18030/, 'gb18030'],
  [/^(cs|x|euc)?(gbk|gb2312|cn|gb)/, 'gbk'],
  [/^utf8/, 'utf-8'],
];

/** The label of a .cpg file as TextDecoder takes it, or null where it says nothing usable. */
export function encodingOfCpg(cpg: string): string | null {
  const text = cpg
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
  if (!text) return null;
  // Big-5, Big5-HKSCS, GB-2312, GB_18030, UTF_8, Shift-JIS: people set the hyphen where they like.
  const spelling = text.replace(/[\s_-]/g, '');
  const plain = spellings.find(([pattern]) => pattern.test(spelling));
  if (plain) return plain[1];
  const digits = /(?:^|cp|ansi|oem|windows|ibm|ms|iso|[\s_-])(\d{3,5})(?:[-_ ]?(\d))?$/.exec(text);
  const page = digits && codePages[`${digits[1]}${digits[2] ?? ''}`];
  return usable(page ?? text) ?? (digits && usable(codePages[digits[1]] ?? ''));
}

export const encodingOfLanguageByte = (byte: number): string | null => languageBytes[byte] ?? null;

/**
 * The encoding of many short byte strings. A field may be cut inside a character, so an unfinished last one is no
 * error. `said` is what the .cpg or the header claims; a claim of UTF-8 that the bytes refute is not believed, nor
 * another claim where all bytes are UTF-8 and characters of three bytes are among them: chance does not make those.
 */
export function decideEncoding(values: Iterable<Uint8Array>, said: string | null): string {
  let utf8 = true;
  let long = false;
  let balance = 0;
  for (const bytes of values) {
    utf8 &&= isUtf8(bytes);
    long ||= bytes.some((b, i) => b >= 0xe0 && i + 2 < bytes.length);
    balance += pairsMinusSingles(bytes);
  }
  if (said && said !== 'utf-8' && !(utf8 && long)) return said;
  return utf8 ? 'utf-8' : balance >= 0 ? 'gb18030' : 'windows-1252';
}

/** Chinese characters of two bytes make runs of even length; é or ã among ASCII letters makes runs of one. */
function pairsMinusSingles(bytes: Uint8Array): number {
  let balance = 0;
  let run = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (bytes[i] > 127) run++;
    else if (run > 0) {
      balance += run % 2 === 0 ? run / 2 : run === 1 ? -1 : 0;
      run = 0;
    }
  }
  return balance;
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * A whole text file: byte order mark, strict UTF-8, else what the text looks like. `doubtful`: another encoding would
 * look as well.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string; doubtful?: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16LE' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16BE' };
  if (isUtf8(bytes) && !bytes.subarray(0, 1000).includes(0))
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'UTF-8' };
  const { encoding, doubtful } = guessEncoding(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding, doubtful };
}

/** The name people know: GBK, UTF-8, GB18030. */
export const encodingName = (label: string): string => label.toUpperCase();

function usable(label: string): string | null {
  try {
    return label ? new TextDecoder(label).encoding : null;
  } catch {
    return null;
  }
}
