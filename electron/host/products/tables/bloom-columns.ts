import type { BloomZone } from '#core/bloom/bloom-result.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { speaker } from '#core/page/words.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { percent, sentence, type Column } from './columns.ts';

/** The columns of a bloom table: areas and shares, the grade and its rule, then what the zones have beside it. */
export function bloomColumns(zones: readonly BloomZone[], language: Language): Column<BloomZone>[] {
  return [...areaColumns, ...gradeColumns(language), ...detailColumns(zones, language)];
}

const areaColumns: Column<BloomZone>[] = [
  { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: z => z.zone },
  { key: 'area_km2', label: { zh: '面积', en: 'Area' }, unit: 'km²', decimals: 4, of: z => z.areaKm2 },
  {
    key: 'valid_area_km2',
    label: { zh: '有效观测面积', en: 'Valid area' },
    unit: 'km²',
    decimals: 4,
    of: z => z.validAreaKm2,
  },
  {
    key: 'valid_share_pct',
    label: { zh: '有效观测比例', en: 'Valid share' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.validShare),
  },
  {
    key: 'bloom_area_km2',
    label: { zh: '水华面积', en: 'Bloom area' },
    unit: 'km²',
    decimals: 4,
    of: z => (z.validAreaKm2 > 0 ? z.bloomAreaKm2 : null),
  },
  {
    key: 'bloom_area_low_km2',
    label: { zh: '阈值敏感度:水华面积(阈值+δ)', en: 'Threshold sensitivity: bloom area at threshold + δ' },
    unit: 'km²',
    decimals: 4,
    of: z => (z.validAreaKm2 > 0 ? z.sensitivity.lowerKm2 : null),
  },
  {
    key: 'bloom_area_high_km2',
    label: { zh: '阈值敏感度:水华面积(阈值−δ)', en: 'Threshold sensitivity: bloom area at threshold − δ' },
    unit: 'km²',
    decimals: 4,
    of: z => (z.validAreaKm2 > 0 ? z.sensitivity.upperKm2 : null),
  },
  {
    key: 'delta',
    label: { zh: '阈值敏感度 δ', en: 'Threshold sensitivity δ' },
    of: z => z.sensitivity.delta,
  },
  {
    key: 'bloom_area_uncertainty_km2',
    label: { zh: '水华面积不确定度(边缘混合像元) ±', en: 'Uncertainty of the bloom area (edge pixels) ±' },
    unit: 'km²',
    decimals: 4,
    of: z => z.uncertainty?.totalKm2 ?? null,
  },
  {
    key: 'bloom_share_pct',
    label: { zh: '水华面积比例 P', en: 'Bloom share P' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.bloomShare),
  },
  { key: 'threshold', label: { zh: '阈值', en: 'Threshold' }, of: z => z.threshold },
  { key: 'index_mean', label: { zh: '指数均值', en: 'Index mean' }, decimals: 4, of: z => z.mean },
  { key: 'index_min', label: { zh: '指数最小值', en: 'Index minimum' }, decimals: 4, of: z => z.min },
  { key: 'index_max', label: { zh: '指数最大值', en: 'Index maximum' }, decimals: 4, of: z => z.max },
  {
    key: 'index_std',
    label: { zh: '指数标准差', en: 'Index standard deviation' },
    decimals: 4,
    of: z => z.std,
  },
];

function gradeColumns(language: Language): Column<BloomZone>[] {
  const say = speaker(language);
  return [
    { key: 'grade', label: { zh: '水华程度分级', en: 'Grade' }, of: z => z.grade?.level ?? null },
    {
      key: 'grade_label',
      label: { zh: '水华程度', en: 'Grade in words' },
      of: z => (z.grade ? (language === 'zh-CN' ? z.grade.label : z.grade.labelEn) : null),
    },
    {
      key: 'grade_rule',
      label: { zh: '分级依据', en: 'Grading rule' },
      of: z => (z.grade ? ruleName({ id: z.grade.rule, name: z.grade.ruleName }, language) : null),
    },
    {
      key: 'evidence',
      label: { zh: '依据状态', en: 'Evidence' },
      of: z => (z.grade ? (z.grade.evidence === 'to-confirm' ? say('toConfirm') : z.grade.evidence) : null),
    },
    {
      key: 'problem',
      label: { zh: '未评级原因', en: 'Why not graded' },
      of: z => (z.grade ? null : sentence(z.problem?.message ?? z.gradeReason, language)),
    },
  ];
}

/** Intensity, cover, places and change, as far as the zones have them. */
function detailColumns(zones: readonly BloomZone[], language: Language): Column<BloomZone>[] {
  const classes = zones.find(z => z.intensity)?.intensity?.classes ?? [];
  const columns: Column<BloomZone>[] = classes.map((c, i) => ({
    key: `intensity_${c.label.en.toLowerCase()}_km2`,
    label: { zh: `强度${c.label.zh}(像元)`, en: `Intensity ${c.label.en.toLowerCase()} (pixels)` },
    unit: 'km²',
    decimals: 4,
    of: z => z.intensity?.classes[i]?.areaKm2 ?? null,
  }));
  if (zones.some(z => z.cover))
    columns.push({
      key: 'covered_area_km2',
      label: { zh: '实际覆盖面积(线性混合)', en: 'Covered area (linear mixing)' },
      unit: 'km²',
      decimals: 4,
      of: z => z.cover?.coveredKm2 ?? null,
    });
  if (zones.some(z => z.where))
    columns.push(
      {
        key: 'places',
        label: { zh: '分布位置', en: 'Where' },
        of: z => (z.where?.places.length ? inLanguage(z.where.words, language) : null),
      },
      {
        key: 'patches',
        label: { zh: '斑块数', en: 'Patches' },
        decimals: 0,
        of: z => z.where?.patchCount ?? null,
      },
      {
        key: 'largest_patch_km2',
        label: { zh: '最大斑块', en: 'Largest patch' },
        unit: 'km²',
        decimals: 4,
        of: z => z.where?.patches[0]?.areaKm2 ?? null,
      },
    );
  if (zones.some(z => z.change))
    columns.push(
      { key: 'since', label: { zh: '对比日期', en: 'Compared with' }, of: z => z.change?.since ?? null },
      {
        key: 'bloom_change_km2',
        label: { zh: '水华面积变化', en: 'Change of bloom area' },
        unit: 'km²',
        decimals: 4,
        of: z => z.change?.areaKm2 ?? null,
      },
      {
        key: 'share_change_pct',
        label: { zh: 'P 变化', en: 'Change of P' },
        unit: '%',
        decimals: 2,
        of: z => percent(z.change?.share),
      },
      {
        key: 'grade_change',
        label: { zh: '级别变化', en: 'Grades up or down' },
        decimals: 0,
        of: z => z.change?.grades ?? null,
      },
    );
  return columns;
}
