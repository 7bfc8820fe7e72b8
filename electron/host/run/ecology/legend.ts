import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { fileError } from '#host/files/file-error.ts';

/** A legend file: land-cover code → class, as JSON `{"1": "森林", …}`. Throws `bad-input` naming what is wrong. */
export async function readLegend(path: string, classes: readonly string[]): Promise<Record<number, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw fileError(path, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new BloomlineError('bad-input', path, say('legend.json-expected'));
  }
  return checkLegend(value, path, classes);
}

/** Codes are whole numbers; classes outside of `classes` are refused by name, `null` and "" stand for none. */
export function checkLegend(
  value: unknown,
  subject: string,
  classes: readonly string[],
): Record<number, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BloomlineError('bad-input', subject, say('legend.json-expected'));
  const legend: Record<number, string> = {};
  for (const [code, name] of Object.entries(value)) {
    if (!/^-?\d+$/.test(code.trim()))
      throw new BloomlineError('bad-input', subject, say('legend.no-whole-number', { code }));
    if (name === null || name === '') continue;
    if (typeof name !== 'string' || !classes.includes(name))
      throw new BloomlineError(
        'bad-input',
        subject,
        say('legend.no-such-class', { code, name: String(name), classes: classes.join(', ') }),
      );
    legend[Number(code)] = name;
  }
  if (Object.keys(legend).length === 0)
    throw new BloomlineError('bad-input', subject, say('legend.no-class'));
  return legend;
}
