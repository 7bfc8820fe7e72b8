import { describe, expect, it } from 'vitest';
import type { Recipe } from '#core/recipe/recipe.ts';
import { closingNotes, ruleNotes, type SheetFacts } from '#core/page/sheet-facts.ts';
import { speaker } from '#core/page/words.ts';

const facts: SheetFacts = {
  scenes: [],
  frameCrs: null,
  cloudBand: null,
  classes: [],
  minValidShare: 0.5,
  outlines: { zone: '#000000', patch: '#000000' },
};
const recipe = (warnings: string[]): Recipe => ({
  kind: 'bloom',
  software: { name: 'Bloomline', version: '0' },
  created: '2026-01-01T00:00:00Z',
  inputs: [],
  parameters: {},
  rules: [
    { id: '最低比例', name: { zh: '最低比例', en: 'Least share' }, version: '0.1', evidence: 'to-confirm' },
  ],
  coverageRule: '',
  areaRule: '',
  warnings,
  simulated: false,
});
const clouds = 'no cloud classification in the scene: clouds are not masked';

describe('notes of a sheet', () => {
  it('name rules in the language of the sheet, and call a version a version', () => {
    const text = (language: 'zh-CN' | 'en') => ruleNotes(recipe([]), speaker(language), language)[0].text;
    expect(text('en')).toBe('Least share (version 0.1)');
    expect(text('zh-CN')).toBe('最低比例 (版本 0.1)');
  });

  it('print warnings in the language of the sheet', () => {
    const last = (language: 'zh-CN' | 'en') =>
      closingNotes(facts, recipe([clouds]), speaker(language), language).at(-1)!.text;
    expect(last('zh-CN')).toBe('影像没有云分类波段：未剔除云');
    expect(last('en')).toBe(clouds);
  });

  it('print three warnings and count the others', () => {
    const notes = closingNotes(facts, recipe(['a', 'b', 'c', 'd', 'e']), speaker('en'), 'en');
    expect(notes.slice(-4).map(n => n.text)).toEqual(['a', 'b', 'c', '2 more, listed in the recipe']);
  });
});
