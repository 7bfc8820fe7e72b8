import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#core/foundation/errors.ts';
import { validityReasons } from '#core/bands/validity.ts';

const folder = join(import.meta.dirname, '../../renderer');

type Words = { [key: string]: string | Words };

const read = (language: string) =>
  JSON.parse(readFileSync(join(folder, 'locales', `${language}.json`), 'utf8')) as Words;

/** Dotted key → text. */
function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const zh = flatten(read('zh-CN'));
const en = flatten(read('en'));

const placeholders = (text: string | undefined) => (text?.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the words of the window', () => {
  it('have the same keys in both languages', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it('fill in the same values in both languages', () => {
    for (const [key, text] of zh) expect([key, placeholders(text)]).toEqual([key, placeholders(en.get(key))]);
  });

  it('are never empty', () => {
    for (const [key, text] of [...zh, ...en]) expect(text.trim(), key).not.toBe('');
  });

  it('say every error code and validity reason in both languages', () => {
    const needed = [
      ...errorCodes.map(code => `errors.${code}`),
      'errors.host-unreachable',
      ...validityReasons.map(reason => `reason.${reason}`),
    ];
    for (const words of [zh, en]) expect(needed.filter(key => !words.has(key))).toEqual([]);
  });

  it('are Chinese in the Chinese file', () => {
    const untranslated = [...zh].filter(([key, text]) => en.get(key) === text && /[a-z]{4}/.test(text));
    expect(untranslated).toEqual([]);
  });

  it('include every key that the window asks for by name', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(f => /\.tsx?$/.test(f));
    expect(sources.length).toBeGreaterThan(50);
    const asked = sources.flatMap(file =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(match => match[1]),
    );
    expect(asked.length).toBeGreaterThan(150);
    expect([...new Set(asked)].filter(key => !en.has(key))).toEqual([]);
  });
});
