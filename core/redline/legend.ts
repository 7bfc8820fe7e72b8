import { BloomlineError } from '#core/foundation/errors.ts';

/**
 * Names of land-cover codes from lines of `code,name` (comma, tab, semicolon or space between; a heading line and blank
 * ones are passed over), or from a JSON object of codes and names. Throws `bad-input` with the line.
 */
export function parseLegend(text: string, subject: string): Record<string, string> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const legend = trimmed.startsWith('{') ? fromJson(trimmed, subject) : fromLines(trimmed, subject);
  if (Object.keys(legend).length === 0)
    throw new BloomlineError('bad-input', subject, 'expected lines of code,name, found none');
  return legend;
}

function fromJson(text: string, subject: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BloomlineError('bad-input', subject, 'is no valid JSON; expected codes and their names');
  }
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([code, name]) => {
      if (!/^\d{1,5}$/.test(code) || typeof name !== 'string' || name.trim() === '')
        throw new BloomlineError('bad-input', subject, `expected a whole number and a name, found "${code}"`);
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
        `line ${i + 1} is no code,name: ${line.trim().slice(0, 40)}`,
      );
    }
    const code = String(Number(match[1]));
    if (legend[code] !== undefined && legend[code] !== match[2])
      throw new BloomlineError(
        'bad-input',
        subject,
        `the code ${code} has two names: ${legend[code]} and ${match[2]}`,
      );
    legend[code] = match[2].slice(0, 80);
  }
  return legend;
}
