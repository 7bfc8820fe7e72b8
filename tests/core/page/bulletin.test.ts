import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { bloomRulesSchema, gradeByAreaShare } from '#core/foundation/rules.ts';
import { bulletinMarkdown, bulletinText, type BulletinFacts } from '#core/page/bulletin.ts';

const rules = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));

const zone = (name: string, over: Partial<BloomZone> = {}): BloomZone => ({
  zone: name,
  coveragePixels: 0,
  validCoveragePixels: 0,
  mean: null,
  min: null,
  max: null,
  std: null,
  areaKm2: 100,
  validAreaKm2: 90,
  areaByReasonKm2: { cloud: 8, 'cloud-shadow': 2 },
  bloomAreaKm2: 18,
  bloomShare: 0.2,
  validShare: 0.9,
  grade: gradeByAreaShare(rules, 0.2),
  threshold: 0,
  sensitivity: { delta: 0.02, lowerKm2: 17, upperKm2: 19 },
  ...over,
});
const where = { rule: '', places: [{ part: 'W' as const, shore: true }], words: { zh: '西部沿岸', en: 'on the west shore' }, parts: [], patchCount: 1, patches: [] }; // prettier-ignore
const change = { since: '2024-06-01T02:40:00Z', scene: 'a', areaKm2: 13, share: 0.15, previous: { areaKm2: 5, share: 0.05, level: 'Ⅱ', label: '无明显水华', labelEn: 'No obvious bloom' }, grades: 1 }; // prettier-ignore

const result = (zones: BloomZone[], simulated = false) =>
  ({
    kind: 'bloom',
    index: 'NDVI',
    threshold: 0,
    thresholdMethod: 'fixed',
    zones,
    recipe: { simulated, warnings: [] as string[] },
  }) as unknown as BloomResult;
const facts: BulletinFacts = {
  title: '',
  sensor: '哨兵二号',
  scene: 's',
  acquired: '2024-06-11T02:41:00Z',
  resolutionM: 10,
  clouds: 'masked',
  parameters: [
    { id: 'chlorophyll-a', name: { zh: '叶绿素a', en: 'Chlorophyll-a' }, unit: 'µg/L' },
    { id: 'algal-density', name: { zh: '藻密度', en: 'Algal density' }, unit: 'cells/L' },
  ],
};

describe('the bulletin in Chinese', () => {
  const text = bulletinText(result([zone('西湖', { where, change })]), facts, 'zh-CN');

  it('says satellite, Beijing time, clouds and valid area', () => {
    expect(text).toContain('2024年6月11日 10:41（北京时间），哨兵二号（空间分辨率 10 m）');
    expect(text).toContain('评估水域面积 100.00 km²，有效观测面积 90.00 km²，占 90.0%');
    expect(text).toContain('云及云影覆盖 10.00 km²，该部分无法评估');
  });

  it('says where, how much, which grade with its doubt, and the change', () => {
    expect(text).toContain('西湖：水华面积 18.00 km²，占有效水面 20.0%，主要分布在西部沿岸');
    expect(text).toContain(
      '水华程度为Ⅲ级 轻度水华（HJ 1098-2020(试行) 水华程度(遥感面积比例)，分级界限待核对）',
    );
    expect(text).toContain(
      '与 2024年6月1日 相比，水华面积增加 13.00 km²，面积比例变化 +15.0 个百分点，程度上升 1 级（前期为无明显水华）',
    );
    expect(text).toContain('地面监测：无同期地面数据。');
    expect(text).toMatch(/结论：轻度水华。$/);
  });

  it('gives no grade where too little was seen, and says so in the conclusion', () => {
    const unseen = zone('东湖', {
      grade: null,
      validShare: 0.3,
      validAreaKm2: 30,
      bloomAreaKm2: 3,
      bloomShare: 0.1,
    });
    const dark = zone('北湖', {
      grade: null,
      validShare: 0,
      validAreaKm2: 0,
      bloomAreaKm2: 0,
      bloomShare: null,
    });
    const three = bulletinText(result([zone('西湖'), unseen, dark]), facts, 'zh-CN');
    expect(three).toContain('东湖：有效观测面积仅占 30.0%，不足以评估水华程度；可见部分中水华面积 3.000 km²');
    expect(three).toContain('北湖：无有效观测，无法评估');
    expect(three).toContain('3 个区域合计：水华面积 21.00 km²，占有效水面 17.5%（合计不评级）');
    expect(three).toContain('水华程度最高的区域为西湖，轻度水华；另有 2 个区域无法评估');
    expect(bulletinText(result([dark]), facts, 'zh-CN')).toContain(
      '结论：有效观测不足，本期无法评估水华程度',
    );
  });

  it('says that data are simulated and that clouds were kept', () => {
    const made = bulletinText(result([zone('西湖')], true), { ...facts, clouds: 'kept', acquired: null }, 'zh-CN'); // prettier-ignore
    expect(made).toContain('【模拟数据】');
    expect(made).toContain('成像时间未知');
    expect(made).toContain('未做云掩膜');
  });
});

describe('the bulletin in English', () => {
  it('says the same, without a Chinese character but the names', () => {
    const text = bulletinText(result([zone('West lake', { where, change })]), { ...facts, sensor: 'Sentinel-2' }, 'en'); // prettier-ignore
    expect(text).toContain(
      'On 2024-06-11 at 10:41 (Beijing time), Sentinel-2 (10 m) observed 100.00 km² of water',
    );
    expect(text).toContain(
      'West lake: 18.00 km² of bloom, 20.0 % of the valid water, mainly on the west shore',
    );
    expect(text).toContain('limits to be confirmed');
    expect(text).toContain('Compared with 2024-06-01, the bloom is 13.00 km² larger');
    expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  it('is Markdown under its title', () => {
    expect(bulletinMarkdown('Title', 'a\n\nb\n')).toBe('# Title\n\na\n\nb\n');
  });
});
