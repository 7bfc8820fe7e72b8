import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holesOf } from '#core/words/message.ts';
import { inEnglish, inWords, say, sentenceIn } from '#core/words/said.ts';
import { sentences } from '#core/words/sentences.ts';

const chinese = (english: string) => sentenceIn(english, 'zh-CN');
const root = join(import.meta.dirname, '../../..');

/** The text of all files below some folders whose names end so. */
const textOf = (folders: string[], ending: RegExp): string =>
  folders
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => ending.test(name) && !/^(core[\\/])?words[\\/]/.test(name))
        .map(name => readFileSync(join(root, folder, name), 'utf8')),
    )
    .join('\n');

describe('a code with values', () => {
  it('is put into words of either language', () => {
    const said = say('vector.part', {
      part: 'lake.shp',
      fault: say('vector.cut-short', { declared: 300, found: 128 }),
    });
    expect(inWords(said, 'en')).toBe('lake.shp is cut short: it should have 300 bytes and has 128');
    expect(inWords(said, 'zh-CN')).toBe('lake.shp：文件不完整：应有 300 字节，实际 128 字节');
  });

  it('takes names in both languages, sentences of records and several sentences in a row', () => {
    const why = [say('scene.date-in-name'), say('tiff.something-else')];
    const said = say('field.no-sample-row', { row: 7, why });
    expect(inWords(said, 'en')).toBe('no row is a sample; row 7: date in the name; something else');
    expect(inWords(said, 'zh-CN')).toMatch(/名称中的日期；其他内容$/);
    const sensor = { zh: '高分一号', en: 'GF-1' };
    const lacks = say('index.sensor-lacks', { sensor, bands: 'S1', index: 'FAI' });
    expect(inWords(lacks, 'zh-CN')).toBe('高分一号没有S1，不能计算 FAI');
    const problem = say('zones.none-usable', { count: 2, message: 'no valid pixel' });
    expect(inWords(problem, 'zh-CN')).toBe('2 个区域都不可用；第一个：没有有效像元');
  });

  it('counts in English', () => {
    const rows = (n: number) => inEnglish('field.rows-stayed-out', { n, row: 3, why: 'no valid pixel' });
    expect(rows(1)).toBe('1 row stayed out; the first is row 3: no valid pixel');
    expect(rows(2)).toBe('2 rows stayed out; the first is row 3: no valid pixel');
    for (const n of [1, 2]) expect(chinese(rows(n))).toBe(`${n} 行未采用；第一处为第 3 行：没有有效像元`);
  });

  it('does not compile with an unknown code, without its values, or with a wrong one', () => {
    // @ts-expect-error: there is no such code
    expect(() => inEnglish('zones.no-such-code')).toThrow(TypeError);
    // @ts-expect-error: its count is missing
    expect(() => inEnglish('scene.band-number')).toThrow(TypeError);
    // @ts-expect-error: the hole is called count
    expect(() => inEnglish('scene.band-number', { number: 4 })).toThrow(TypeError);
  });
});

describe('the sentences', () => {
  it('fill the same holes in both languages, and are Chinese in Chinese', () => {
    for (const [code, { zh, en }] of Object.entries(sentences)) {
      expect(new Set(holesOf(zh)), code).toEqual(new Set(holesOf(en)));
      if (/[a-z]{3}/i.test(en.replace(/\{[^}]*\}/g, ''))) expect(zh, code).toMatch(/[\u3400-\u9fff]/);
    }
  });

  it('are said once each', () => {
    const texts = Object.values(sentences).map(({ en }) => en);
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  it('are said somewhere: by the program, a table of sensors or a trigger', () => {
    const sources = textOf(['core', 'electron', 'renderer'], /\.ts$/);
    const named = new Set([...sources.matchAll(/'([\w.-]+)'/g)].map(match => match[1]));
    const tables = textOf(['resources', 'electron/host/catalogue'], /\.(json|sql)$/);
    const families = [...sources.matchAll(/(?:say|inEnglish)\(\s*`([a-z]+\.[a-z-]*)\$\{/g)].map(m => m[1]);
    expect(families.length).toBeGreaterThan(3);
    const unsaid = Object.entries(sentences)
      .filter(([code]) => !named.has(code) && !families.some(f => code.startsWith(f)))
      .filter(([, { en }]) => !tables.includes(en.split('{')[0]));
    expect(unsaid.map(([code]) => code)).toEqual([]);
  });
});

describe('a sentence of a record', () => {
  it('stays as it is in English, and where no message fits', () => {
    expect(sentenceIn('is empty', 'en')).toBe('is empty');
    expect(chinese('something that nobody translated')).toBe('something that nobody translated');
    expect(chinese('user')).toBe('user');
  });

  it('carries what varies over into Chinese', () => {
    expect(chinese('expected a band number from 1 to 4')).toBe('波段号应为 1 至 4');
    expect(chinese('reflectance = DN × 0.0001 + -0.1')).toBe('反射率 = DN × 0.0001 + -0.1');
  });

  it('is read by the message that says most: a quotation of sizes does not hide the sentence around it', () => {
    expect(
      chinese(
        'expected the grid of b (4 × 3 pixels of 10 from 1, 2 in UTM), found 5 × 3 pixels of 10 from 1, 2 in UTM; choose how the second date is brought onto the grid of the first (nearest, bilinear, cubic, average), or bring both onto one grid first',
      ),
    ).toMatch(/^应与 b 的格网相同（4 × 3 像元/);
  });

  it('is found in a row, behind a name and inside another one', () => {
    expect(chinese('date in the name; something else')).toBe('名称中的日期；其他内容');
    expect(chinese('西湖: no valid pixel')).toBe('西湖：没有有效像元');
    expect(chinese('none of its 2 zones can be used; the first: no valid pixel')).toBe(
      '2 个区域都不可用；第一个：没有有效像元',
    );
  });

  it('of 0.1.0 comes out in Chinese', () => {
    const lines = readFileSync(join(import.meta.dirname, 'said-in-0.1.0.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(line => !/[\u3400-\u9fff]/.test(chinese(line)))).toEqual([]);
  });
});
