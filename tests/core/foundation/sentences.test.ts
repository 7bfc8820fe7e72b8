import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sentenceIn } from '#core/foundation/sentences.ts';
import { chineseSentences } from '#core/foundation/sentences-zh.ts';

const chinese = (english: string) => sentenceIn(english, 'zh-CN');

describe('sentences of the host', () => {
  it('stay as they are in English, and where no row fits', () => {
    expect(sentenceIn('is empty', 'en')).toBe('is empty');
    expect(chinese('something that nobody translated')).toBe('something that nobody translated');
  });

  it('carry what varies over into Chinese', () => {
    expect(chinese('expected a band number from 1 to 4')).toBe('波段号应为 1 至 4');
    expect(chinese('reflectance = DN × 0.0001 + -0.1')).toBe('反射率 = DN × 0.0001 + -0.1');
  });

  it('take the row that says most: a quotation of sizes does not hide the sentence around it', () => {
    expect(
      chinese(
        'expected the grid of b (4 × 3 pixels of 10 from 1, 2 in UTM), found 5 × 3 pixels of 10 from 1, 2 in UTM; choose how the second date is brought onto the grid of the first (nearest, bilinear, cubic, average), or bring both onto one grid first',
      ),
    ).toMatch(/^应与 b 的格网相同（4 × 3 像元/);
  });

  it('translate sentences in a row, behind a name and inside another one', () => {
    expect(chinese('date in the name; something else')).toBe('名称中的日期；其他内容');
    expect(chinese('西湖: no valid pixel')).toBe('西湖：没有有效像元');
    expect(chinese('none of its 2 zones can be used; the first: no valid pixel')).toBe(
      '2 个区域都不可用；第一个：没有有效像元',
    );
  });

  it('fill the same holes in both languages', () => {
    const holes = (text: string) => new Set(text.match(/\{\w+\}/g));
    for (const [en, zh] of Object.entries(chineseSentences))
      for (const hole of holes(zh)) expect(holes(en), en).toContain(hole);
  });
});

describe('every sentence that the sources can say', () => {
  const root = join(import.meta.dirname, '../../..');
  const folders = ['core', 'electron'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name)),
  );
  const said = folders.flatMap(file => sentencesOf(readFileSync(join(root, file), 'utf8'), file));

  it('is found in them', () => {
    expect(said.length).toBeGreaterThan(100);
  });

  it('has a Chinese row, where people see it in the window', () => {
    // The command line speaks English only; these are bad calls of a program, not of a person.
    const inEnglishOnly =
      /^electron\/(cli|host\/(server\/(dispatch|web-app)|workspace\/demo|products\/sheets\/(template|fonts)))/;
    const missing = said
      .filter(({ file }) => !inEnglishOnly.test(file))
      .filter(({ text }) => chinese(text) === text)
      .map(({ file, text }) => `${file}: ${text}`);
    expect(missing).toEqual([]);
  });
});

/** What is given to BloomlineError and to warnings, with 7 for whatever varies. */
function sentencesOf(source: string, file: string): { file: string; text: string }[] {
  const found: { file: string; text: string }[] = [];
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const add = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) found.push({ file, text: node.text });
    else if (
      ts.isTemplateExpression(node) &&
      /[a-z]{3}/.test(node.head.text + node.templateSpans[0].literal.text)
    )
      found.push({ file, text: node.head.text + node.templateSpans.map(s => `7${s.literal.text}`).join('') });
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(add);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'BloomlineError') add(node.arguments?.[2]);
    if (ts.isCallExpression(node) && /\bwarnings\.push$/.test(node.expression.getText()))
      node.arguments.forEach(add);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}
