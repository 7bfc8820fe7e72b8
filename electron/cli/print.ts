import { inUnit } from '#core/foundation/rounding.ts';
import { sentenceIn } from '#core/words/said.ts';
import { headingIn } from './headings.ts';
import { language } from './language.ts';

const finiteOnly = (_: string, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? null : v);

/** Exactly one JSON document on stdout. NaN and infinities become null. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, finiteOnly, 1)}\n`);
}

/** One document per line, for commands that answer about many things in turn. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, finiteOnly)}\n`);
}

/** Display width: Chinese characters take two columns of a terminal. */
const widthOf = (text: string) =>
  [...text].reduce(
    (n, c) =>
      n +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c)
        ? 2
        : 1),
    0,
  );

/** Areas as everywhere; other numbers with eight figures. */
const numberOf = (value: number, heading: string): string =>
  inUnit(Number(value.toPrecision(8)), /(km²|hm²)$/.exec(heading)?.[1]);

/** Rows under headings, columns aligned, numbers to the right. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): void {
  const cells = [headings.map(heading => headingIn(heading, language)), ...rows].map(row =>
    row.map((cell, i) =>
      cell === null ? '–' : typeof cell === 'number' ? numberOf(cell, headings[i]) : cell,
    ),
  );
  const widths = headings.map((_, i) => Math.max(...cells.map(row => widthOf(row[i]))));
  for (const [r, row] of cells.entries()) {
    const line = row.map((cell, i) => {
      const pad = ' '.repeat(widths[i] - widthOf(cell));
      return typeof rows[Math.max(0, r - 1)]?.[i] === 'number' ? pad + cell : cell + pad;
    });
    process.stdout.write(`${line.join('  ').trimEnd()}\n`);
  }
}

/** Progress on stderr, where that is a terminal. */
export function progressLine(): (done: number, total: number, stage: string) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total, stage) =>
    process.stderr.write(done === total ? '\r\x1b[K' : `\r${stage} ${done}/${total}`);
}

/** A warning on stderr; what it is about stands before it. */
export function printWarning(english: string, ...about: string[]): void {
  const words = [language === 'en' ? 'warning' : '警告', ...about, sentenceIn(english, language)];
  process.stderr.write(`${words.join(': ')}\n`);
}
