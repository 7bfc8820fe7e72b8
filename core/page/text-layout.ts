import type { MeasureText } from './page.ts';

/** Line height and the baseline's place, in ems. */
export const lineHeight = 1.38;
/** From the middle of a line to its baseline: half the height of Chinese characters above it. */
export const baselineDrop = 0.36;

const wide = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f]/;
/** Punctuation that does not begin a line. */
const clinging =
  /^[\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u3011\u300b\u300d\u300f\u3009\u201d\u2019,.;:!?)%\]}\u00b7\u2026]/;
/** Brackets that do not end a line. */
const opening = /[\uff08\u3010\u300a\u300c\u300e\u3008\u201c\u2018([{]$/;

/** Pieces that stay together: a Chinese character, or a Latin word with the space behind it. */
export function breakable(text: string): string[] {
  const pieces: string[] = [];
  for (const char of text) {
    const last = pieces[pieces.length - 1];
    const joins =
      last !== undefined &&
      (clinging.test(char) ||
        opening.test(last) ||
        (!wide.test(char) && !wide.test(last.slice(-1)) && !/[\s\-/_]$/.test(last)));
    if (joins) pieces[pieces.length - 1] = last + char;
    else pieces.push(char);
  }
  return pieces;
}

/**
 * Lines no wider than `width`. Chinese breaks anywhere, Latin at spaces and hyphens, a piece that is too long by
 * force.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: MeasureText,
): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    const fits = (t: string) => measure(t.trimEnd(), size, bold) <= width + 1e-6;
    for (const piece of breakable(paragraph)) {
      if (fits(line + piece)) line += piece;
      else {
        if (line !== '') lines.push(line.trimEnd());
        line = '';
        for (const char of fits(piece) ? [piece] : piece) {
          if (line !== '' && !fits(line + char)) {
            lines.push(line);
            line = '';
          }
          line += char;
        }
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** The text, or its beginning with … where it is wider than `width`. */
export function shorten(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: MeasureText,
): string {
  if (measure(text, size, bold) <= width) return text;
  const chars = [...text];
  while (chars.length > 0 && measure(`${chars.join('')}…`, size, bold) > width) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

/** The largest size from `size` down to `least` at which the text fits one line; `least` where none does. */
export function fitSize(
  text: string,
  width: number,
  size: number,
  least: number,
  bold: boolean,
  measure: MeasureText,
): number {
  const wanted = measure(text, size, bold);
  return wanted <= width ? size : Math.max(least, (size * width) / wanted);
}
