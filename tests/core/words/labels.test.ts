import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#core/foundation/errors.ts';
import { validityReasons } from '#core/bands/validity.ts';
import { holesOf } from '#core/words/message.ts';
import { sentences } from '#core/words/sentences.ts';
import { labels } from '#renderer/words/labels.ts';

const folder = join(import.meta.dirname, '../../../renderer');

describe('the labels of the window', () => {
  it('fill the same holes in both languages and are never empty', () => {
    for (const [label, { zh, en }] of Object.entries(labels)) {
      expect(new Set(holesOf(zh)), label).toEqual(new Set(holesOf(en)));
      expect(zh.trim(), label).not.toBe('');
      expect(en.trim(), label).not.toBe('');
    }
  });

  it('are Chinese in Chinese', () => {
    const untranslated = Object.entries(labels).filter(([, { zh, en }]) => zh === en && /[a-z]{4}/.test(zh));
    expect(untranslated).toEqual([]);
  });

  it('name every error code and validity reason', () => {
    const needed = [
      ...errorCodes.map(code => `errors.${code}`),
      'errors.host-unreachable',
      ...validityReasons.map(reason => `reason.${reason}`),
    ];
    expect(needed.filter(label => !Object.hasOwn(labels, label))).toEqual([]);
  });

  it('are no sentences of the host', () => {
    expect(Object.keys(labels).filter(label => Object.hasOwn(sentences, label))).toEqual([]);
  });

  it('are all asked for; an unknown one does not compile', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !name.startsWith('words'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const families = [...sources.matchAll(/`([a-z]+\.[a-zA-Z.-]*)\$\{/g)].map(match => match[1]);
    expect(families.length).toBeGreaterThan(50);
    const named = new Set([...sources.matchAll(/'([\w.-]+)'/g)].map(match => match[1]));
    const unused = Object.keys(labels)
      .filter(label => !named.has(label))
      .filter(label => !families.some(family => label.startsWith(family)));
    expect(unused).toEqual([]);
  });
});
