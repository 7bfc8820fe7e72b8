import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

/**
 * Names of land-cover codes from lines of `code,name` (comma, tab, semicolon or space between; a heading line and blank
 * ones are passed over), or from a JSON object of codes and names. Throws `bad-input` with the line.
 */
export function parseLegend(text: string, subject: string): Record<string, string> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const legend = trimmed.startsWith('{') ? fromJson(trimmed, subject) : fromLines(trimmed, subject);
  if (Object.keys(legend).length === 0) throw new BloomlineError('bad-input', subject, say('legend.empty'));
  return legend;
}

function fromJson(text: string, subject: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BloomlineError('bad-input', subject, say('legend.no-json'));
  }
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([code, name]) => {
      if (!/^\d{1,5}$/.test(code) || typeof name !== 'string' || name.trim() === '')
        throw new BloomlineError('bad-input', subject, say('legend.no-pair', { code }));
      return [String(Number(code)), name.trim().slice(0, 80)];
    }),
  );
}

function fromLines(text: string, subject: string): Record<string, string> {
  const legend: Record<string, string> = {};
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*"?(\d{1,5})"?\s*[,;\t =:\uFF0C\uFF1A\uFF1B]\s*"?(.+?)"?\s*$/.exec(line);
    if (!match) {
      if (i === 0) continue;
      throw new BloomlineError(
        'bad-input',
        subject,
        say('legend.no-line', { n: i + 1, line: line.trim().slice(0, 40) }),
      );
    }
    const code = String(Number(match[1]));
    if (legend[code] !== undefined && legend[code] !== match[2])
      throw new BloomlineError(
        'bad-input',
        subject,
        say('legend.two-names', { code, first: legend[code], second: match[2] }),
      );
    legend[code] = match[2].slice(0, 80);
  }
  return legend;
}
