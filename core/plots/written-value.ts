import { whole } from '#core/foundation/whole.ts';
import { isUnit } from '#core/foundation/units.ts';
import type { Observation } from './site.ts';

/** What a cell of a laboratory's table says. */
export type WrittenValue =
  | { kind: 'number'; number: number; censored: '' | '<' | '>'; unit: string | null }
  /** Below a limit that is not told: 未检出, ND. */
  | { kind: 'below' }
  /** One dash: below the limit or no value; the table's owner says which. */
  | { kind: 'dash' }
  /** Why there is no value: 断流, 未采. */
  | { kind: 'reason'; reason: string }
  | { kind: 'blank' }
  | { kind: 'unreadable' };

/** What a comma stands for in a column of numbers. */
export type CommaUse = 'decimal' | 'thousands';

const blanks = /^(-{2,}|[/\\*]+|n\/?a|n\.a\.|nan|null|none|无|無|无数据|空|缺|缺测|数据缺失|missing|\.)$/i;
const notDetected = whole(
  [
    '[<≤]|未检出|未檢出|未检|检不出|不得检出|n\\.?\\s?d\\.?|bdl|bld|u|not[ -]?detected|non-?detect',
    'below (the )?(detection limit|detection|mdl|lod|limit)|[<≤](dl|mdl|lod|rl|检出限)',
    '(低于|小于)(方法)?检出限|[<≤]?检出限以下',
  ],
  'i',
);
const dashes = /^([-–]|[—―─－]+)$/;
const reasons = whole(
  [
    '.*(断流|干涸|干枯|封冻|冰封|结冰|冰期|未采|未测|未监测|未检测|未开展|不采|停测|停采|停电|停运|停产|停用|故障|维护|检修|维修|校准|无水|无法采样|无法到达|无流量|无样|缺样|丢失|破损|离线|通讯中断|施工|汛期|台风|洪水|道路).*',
    'dry|frozen|ice|no (flow|water|sample|data|access)',
    'not (sampled|measured|analy[sz]ed|tested)|power (cut|failure)|out of (order|service)',
    'maintenance|offline',
  ],
  'i',
);

const plainNumber = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?`;
const numberForm = new RegExp(`^${plainNumber}$`, 'i');
const markedForm = new RegExp(
  `^(<|≤|>|≥|小于|低于|大于|高于|less than |greater than )?\\s*(.*?)\\s*(?:(?<=[\\d.]\\s*)\\(?\\s*(l|nd)\\s*\\)?)?$`,
  'is',
);

/** Full-width characters become plain ones; raised powers of ten are written out. */
function plainText(text: string): string {
  return text
    .replace(
      /[x×*✕]\s*10\s*([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g,
      (_, power: string) => `e${power.normalize('NFKC').replace('−', '-')}`,
    )
    .normalize('NFKC')
    .replace(/[−]/g, '-')
    .replace(/\s*[x×*✕]\s*10\s*\^?\s*\(?([+-]?\d+)\)?/gi, 'e$1')
    .trim();
}

/** Reads a cell. `comma` tells what a comma stands for in its column. */
export function readWritten(cell: string | number | boolean | null, comma: CommaUse): WrittenValue {
  if (typeof cell === 'number')
    return Number.isFinite(cell)
      ? { kind: 'number', number: cell, censored: '', unit: null }
      : { kind: 'unreadable' };
  if (cell === null) return { kind: 'blank' };
  // Most cells are a bare number.
  if (typeof cell === 'string' && numberForm.test(cell))
    return { kind: 'number', number: Number(cell), censored: '', unit: null };
  const text = plainText(String(cell));
  if (text === '' || blanks.test(text)) return { kind: 'blank' };
  if (numberForm.test(text)) return { kind: 'number', number: Number(text), censored: '', unit: null };
  if (dashes.test(text)) return { kind: 'dash' };
  if (notDetected.test(text)) return { kind: 'below' };
  const [, mark = '', inner, low = ''] = markedForm.exec(text)!;
  const { number, unit } = numberOf(inner, comma);
  if (number === null) return reasons.test(text) ? { kind: 'reason', reason: text } : { kind: 'unreadable' };
  const censored = /^([<≤]|小于|低于|less)/i.test(mark) || low !== '' ? '<' : mark !== '' ? '>' : '';
  if (/^[>≥大高g]/i.test(mark) && low !== '') return { kind: 'unreadable' };
  return { kind: 'number', number, censored, unit };
}

/**
 * A value as a laboratory writes it: the number, `<0.025`, 未检出, `>200`. The text that stood in its table is kept
 * where it still says the same; it may have been in another unit.
 */
export function writtenValue({
  value,
  censored,
  detectionLimit,
  flagReason,
}: Pick<Observation, 'value' | 'censored' | 'detectionLimit' | 'flagReason'>): number | string {
  if (censored === '') return value;
  const said = readWritten(flagReason, 'thousands');
  if (said.kind === 'below' && censored === '<') return flagReason;
  const limit = detectionLimit ?? (censored === '>' ? value : null);
  if (limit === null) return '未检出';
  const isSame =
    said.kind === 'number' && said.number === limit && said.censored === censored && said.unit === null;
  return isSame ? flagReason : `${censored}${limit}`;
}

function numberOf(text: string, comma: CommaUse): { number: number | null; unit: string | null } {
  const nothing = { number: null, unit: null };
  const match = /^([+-]?[\d., '’]*\d[\d.]*(?:e[+-]?\d+)?)\s*([a-zµμ°%‰个万千百亿][^<>≤≥]*)?$/i.exec(text);
  if (!match || (match[2] !== undefined && !isUnit(match[2]))) return nothing;
  const digits = unmarked(match[1].replace(/[\s'’]/g, ''), comma);
  if (digits === null || !numberForm.test(digits)) return nothing;
  return { number: Number(digits), unit: match[2]?.trim() ?? null };
}

/** The digits with a point at most; null where commas stand as no number has them. */
function unmarked(text: string, comma: CommaUse): string | null {
  if (!text.includes(',')) return text;
  // 1.234,5 is written so where commas are decimal.
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (comma === 'thousands') return groups.test(text) ? text.replaceAll(',', '') : null;
  return /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(text)
    ? text.replace(',', '.')
    : groups.test(text) && text.includes('.')
      ? text.replaceAll(',', '')
      : null;
}

const groups = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?(e[+-]?\d+)?$/i;

/** What the commas of a column can only be; null where it has none, or none that tell. */
export function commasOf(cells: Iterable<unknown>): {
  decimal: boolean;
  thousands: boolean;
  any: boolean;
  points: boolean;
} {
  const found = { decimal: false, thousands: false, any: false, points: false };
  for (const cell of cells) {
    if (typeof cell === 'number' && !Number.isInteger(cell)) found.points = true;
    if (typeof cell !== 'string') continue;
    const text = plainText(cell).replace(/^[<>≤≥]\s*|\s*l$/gi, '');
    if (!text.includes(',')) {
      found.points ||= /^[+-]?\d*\.\d+$/.test(text);
      continue;
    }
    if (!/^[+-]?\d[\d.,]*$/.test(text)) continue;
    found.any = true;
    if (
      /^[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?$|^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text) &&
      !/^[+-]?0,/.test(text)
    )
      found.thousands = true;
    else if (!groups.test(text) || /^[+-]?0,/.test(text)) found.decimal = true;
  }
  return found;
}

/** Where across the section: 左, 中, 右; null for what is none. */
export function readVertical(text: string): 'left' | 'middle' | 'right' | '' | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (plain === '' || blanks.test(plain) || dashes.test(plain)) return '';
  if (/^(左.*|left( bank)?|l)$/.test(plain)) return 'left';
  if (/^(中.*|middle|mid|cent(er|re)|c|m)$/.test(plain)) return 'middle';
  return /^(右.*|right( bank)?|r)$/.test(plain) ? 'right' : null;
}

/** How deep in words, or in metres below the surface; null for what is neither. */
export function readLayer(
  text: string,
): { layer: 'surface' | 'middle' | 'bottom' | ''; depthM: number | null } | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (plain === '' || blanks.test(plain) || dashes.test(plain)) return { layer: '', depthM: null };
  const depth = /^(?:水下|水面下|表层下)?\s*(\d+(?:\.\d+)?)\s*(?:m|米)?(?:处|深)?$/.exec(plain);
  if (depth) return { layer: '', depthM: Number(depth[1]) };
  if (/^(表|上|水面|surface|top|upper)/.test(plain)) return { layer: 'surface', depthM: null };
  if (/^(中|mid|水下1\/2|1\/2)/.test(plain)) return { layer: 'middle', depthM: null };
  return /^(底|下|近底|bottom|lower|deep)/.test(plain) ? { layer: 'bottom', depthM: null } : null;
}
