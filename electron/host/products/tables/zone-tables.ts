import { z } from 'zod';
import type { Correction } from '#core/mask/correction.ts';
import { maskParameters, type Recipe } from '#core/recipe/recipe.ts';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import type { ChangePatch, PatchDirection, RedlineResult } from '#core/redline/redline-result.ts';
import type { Approval } from '#core/review/approval.ts';
import { trendNames } from '#core/redline/ledger.ts';
import { validityReasons } from '#core/bands/validity.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { reasonLabels } from '#core/page/class-look.ts';
import { speaker } from '#core/page/words.ts';
import { sentenceIn } from '#core/words/said.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { recordedCorrections } from '#host/recipe/recorded-mask.ts';
import { plainText, type Table } from '#host/formats/tables/table.ts';
import { bloomColumns } from './bloom-columns.ts';
import { percent, sentence, tableOf, type Column } from './columns.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';

/** Area per reason, as far as any zone has one; then what the hand corrections did. */
function reasonColumns({ zones }: BloomResult): Column<BloomZone>[] {
  const reasons = validityReasons.filter(reason => zones.some(z => (z.areaByReasonKm2[reason] ?? 0) > 0));
  const km2 = { unit: 'km²', decimals: 4 };
  return [
    ...reasons.map((reason): Column<BloomZone> => {
      const label = reasonLabels[reason];
      return {
        key: `${reason.replaceAll('-', '_')}_km2`,
        label: { zh: `面积:${label.zh}`, en: `Area: ${label.en}` },
        ...km2,
        of: z => z.areaByReasonKm2[reason] ?? 0,
      };
    }),
    ...(zones.some(z => z.corrections)
      ? [
          {
            key: 'corrections',
            label: { zh: '人工修正数', en: 'Hand corrections' },
            decimals: 0,
            of: (z: BloomZone) => z.corrections?.count ?? 0,
          },
          {
            key: 'corrected_added_km2',
            label: { zh: '人工修正增加的水华', en: 'Bloom added by hand' },
            ...km2,
            of: (z: BloomZone) => z.corrections?.addedKm2 ?? 0,
          },
          {
            key: 'corrected_removed_km2',
            label: { zh: '人工修正减少的水华', en: 'Bloom removed by hand' },
            ...km2,
            of: (z: BloomZone) => z.corrections?.removedKm2 ?? 0,
          },
        ]
      : []),
  ];
}

type RedlineRow = RedlineResult['zones'][number];
const redlineColumns: Column<RedlineRow>[] = [
  { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: z => z.zone },
  { key: 'area_km2', label: { zh: '面积', en: 'Area' }, unit: 'km²', decimals: 4, of: z => z.areaKm2 },
  {
    key: 'compared_area_km2',
    label: { zh: '两期均有效面积', en: 'Area valid on both dates' },
    unit: 'km²',
    decimals: 4,
    of: z => z.comparedAreaKm2,
  },
  {
    key: 'valid_before_pct',
    label: { zh: '前期有效比例', en: 'Valid share before' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.before.validShare),
  },
  {
    key: 'valid_after_pct',
    label: { zh: '后期有效比例', en: 'Valid share after' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.after.validShare),
  },
  {
    key: 'ndvi_before',
    label: { zh: '前期 NDVI', en: 'NDVI before' },
    decimals: 4,
    of: z => z.before.ndviMean,
  },
  { key: 'ndvi_after', label: { zh: '后期 NDVI', en: 'NDVI after' }, decimals: 4, of: z => z.after.ndviMean },
  { key: 'ndvi_change', label: { zh: 'NDVI 变化', en: 'NDVI change' }, decimals: 4, of: z => z.ndviChange },
  {
    key: 'fvc_before_pct',
    label: { zh: '前期植被覆盖度', en: 'Vegetation cover before' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.before.fvcMean),
  },
  {
    key: 'fvc_after_pct',
    label: { zh: '后期植被覆盖度', en: 'Vegetation cover after' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.after.fvcMean),
  },
  {
    key: 'fvc_change_pct',
    label: { zh: '植被覆盖度变化', en: 'Vegetation cover change' },
    unit: '%',
    decimals: 2,
    of: z => percent(z.fvcChange),
  },
  {
    key: 'loss_area_hm2',
    label: { zh: '植被减少面积', en: 'Loss area' },
    unit: 'hm²',
    decimals: 4,
    of: z => (z.problem ? null : z.lossAreaM2 / 1e4),
  },
  {
    key: 'gain_area_hm2',
    label: { zh: '增加(变化)面积', en: 'Gain or change area' },
    unit: 'hm²',
    decimals: 4,
    of: z => (z.problem ? null : z.gainAreaM2 / 1e4),
  },
  {
    key: 'patches',
    label: { zh: '疑似图斑数', en: 'Patches' },
    decimals: 0,
    of: z => (z.problem ? null : z.patchCount),
  },
];

/** The zone that each one is a part of, as far as any is. */
const partColumns = (zones: readonly { partOf?: string }[]): Column<{ partOf?: string }>[] =>
  zones.some(z => z.partOf)
    ? [{ key: 'part_of', label: { zh: '所属区域', en: 'Part of' }, of: z => z.partOf ?? null }]
    : [];

/** What lies beside the picture, as far as any zone leaves it. */
const outsideColumns = (zones: readonly RedlineRow[]): Column<RedlineRow>[] =>
  zones.some(z => z.outsideKm2)
    ? [
        {
          key: 'outside_scene_km2',
          label: { zh: '面积:影像范围外', en: 'Area: outside the scene' },
          unit: 'km²',
          decimals: 4,
          of: z => z.outsideKm2 ?? null,
        },
      ]
    : [];

const redlineProblem = (language: Language): Column<RedlineRow> => ({
  key: 'problem',
  label: { zh: '未评估原因', en: 'Why not assessed' },
  of: z => sentence(z.problem?.message, language),
});

/** What every row of a table carries, so that a single line still tells how it was made. */
function ruleColumns(recipe: Recipe, language: Language): Column<unknown>[] {
  const say = speaker(language);
  const doubted = recipe.rules
    .map(
      r =>
        `${ruleName(r, language)} ${r.version}${r.evidence === 'to-confirm' ? ` [${say('toConfirm')}]` : ''}`,
    )
    .join('; ');
  return [
    { key: 'rules', label: { zh: '规则', en: 'Rules' }, of: () => doubted },
    {
      key: 'coverage_rule',
      label: { zh: '统计规则', en: 'Coverage rule' },
      of: () => sentenceIn(`${recipe.coverageRule}; ${recipe.areaRule}`, language),
    },
    ...(recipe.simulated
      ? [{ key: 'data_nature', label: { zh: '数据性质', en: 'Nature of data' }, of: () => simulatedLabel }]
      : []),
  ];
}

/** Of an approved one, so that a single line still tells what was signed. */
function approvalColumns(approval: Approval | null | undefined): Column<unknown>[] {
  if (!approval) return [];
  return [
    { key: 'product_number', label: { zh: '编号', en: 'Product number' }, of: () => approval.number },
    { key: 'approved', label: { zh: '通过日期', en: 'Approved on' }, of: () => approval.date },
    { key: 'prepared_by', label: { zh: '制图', en: 'Prepared by' }, of: () => approval.preparedBy },
    { key: 'reviewed_by', label: { zh: '审核', en: 'Reviewed by' }, of: () => approval.reviewedBy },
    { key: 'issued_by', label: { zh: '签发', en: 'Issued by' }, of: () => approval.issuedBy },
  ];
}

interface ZoneRows {
  columns: Column<never>[];
  rows: readonly unknown[];
}

function zoneRows(
  result: BloomResult | RedlineResult,
  language: Language,
  approval: Approval | null | undefined,
): ZoneRows {
  const rules = [...ruleColumns(result.recipe, language), ...approvalColumns(approval)];
  const columns =
    result.kind === 'bloom'
      ? [
          ...bloomColumns(result.zones, language),
          ...reasonColumns(result),
          ...partColumns(result.zones),
          ...rules,
        ]
      : [
          ...redlineColumns,
          ...outsideColumns(result.zones),
          ...partColumns(result.zones),
          redlineProblem(language),
          ...rules,
        ];
  return { columns: columns as Column<never>[], rows: result.zones };
}

/** The zone table with units, the coverage rule and the evidence named. */
export function zoneTable(
  result: BloomResult | RedlineResult,
  language: Language,
  approval?: Approval | null,
): Table {
  const { columns, rows } = zoneRows(result, language, approval);
  return tableOf(columns, rows as never[], language);
}

const directionLabels: Record<PatchDirection, Text> = {
  loss: { zh: '减少', en: 'loss' },
  gain: { zh: '增加', en: 'gain' },
  change: { zh: '变化', en: 'change' },
};

/** A class of land cover: code and name. */
export const classText = (code: number, { legend }: RedlineResult['options']): string =>
  legend?.[code] ? `${code} ${legend[code]}` : String(code);

/** What is told of a patch, in tables and as attributes. */
export function patchCells({ options }: RedlineResult, p: ChangePatch, language: Language) {
  return {
    patch: p.id,
    number: p.track?.number ?? null,
    trend: p.track ? inLanguage(trendNames[p.track.trend], language) : null,
    zone: p.zone,
    direction: inLanguage(directionLabels[p.direction], language),
    class_before: p.transition ? classText(p.transition[0], options) : null,
    class_after: p.transition ? classText(p.transition[1], options) : null,
    area_m2: p.areaM2,
    overlap_m2: p.overlapM2,
    overlap_pct: (100 * p.overlapM2) / p.areaM2,
    mean_change: p.transition ? null : p.meanChange,
    lon: p.center[0],
    lat: p.center[1],
    zones: p.overlaps.map(o => `${o.zone}: ${o.areaM2.toFixed(0)} m²`).join('; '),
  };
}

export function patchTable(result: RedlineResult, language: Language): Table {
  const label = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  const { measure, patches } = result;
  return {
    columns: [
      { key: 'patch', label: label('图斑号', 'Patch'), decimals: 0 },
      { key: 'number', label: label('图斑编号', 'Patch number') },
      { key: 'trend', label: label('变化类型', 'Since the last time') },
      { key: 'zone', label: label('区域', 'Zone') },
      { key: 'direction', label: label('变化方向', 'Direction') },
      { key: 'class_before', label: label('前期类别', 'Class before') },
      { key: 'class_after', label: label('后期类别', 'Class after') },
      { key: 'area_m2', label: label('面积', 'Area'), unit: 'm²', decimals: 1 },
      { key: 'overlap_m2', label: label('与红线重叠面积', 'Area inside the zones'), unit: 'm²', decimals: 1 },
      { key: 'overlap_pct', label: label('重叠比例', 'Share inside'), unit: '%', decimals: 2 },
      { key: 'mean_change', label: label(`${measure} 平均变化`, `Mean change of ${measure}`), decimals: 4 },
      { key: 'lon', label: label('经度', 'Longitude'), unit: '°', decimals: 6 },
      { key: 'lat', label: label('纬度', 'Latitude'), unit: '°', decimals: 6 },
      { key: 'zones', label: label('各区重叠', 'By zone') },
    ],
    rows: patches.map(p => patchCells(result, p, language)),
  };
}

/** Bloom patches by zone, the largest first. */
export function bloomPatchTable({ zones }: BloomResult, language: Language): Table {
  const label = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  return {
    columns: [
      { key: 'zone', label: label('区域', 'Zone') },
      { key: 'patch', label: label('斑块号', 'Patch'), decimals: 0 },
      { key: 'area_km2', label: label('面积', 'Area'), unit: 'km²', decimals: 4 },
      { key: 'lon', label: label('经度', 'Longitude'), unit: '°', decimals: 6 },
      { key: 'lat', label: label('纬度', 'Latitude'), unit: '°', decimals: 6 },
    ],
    rows: zones.flatMap(z =>
      (z.where?.patches ?? []).map((p, i) => ({
        zone: z.zone,
        patch: i + 1,
        area_km2: p.areaKm2,
        lon: p.center[0],
        lat: p.center[1],
      })),
    ),
  };
}

/** A cell of a spreadsheet holds 32 767 characters. */
const longestCell = 32_000;
const cellText = (text: string): string =>
  text.length > longestCell ? `${text.slice(0, longestCell)} …` : text;

/**
 * Parameters with the number of hand corrections in place of their outlines, which the recipe file and the layers
 * hold.
 */
function withoutShapes({ parameters }: Recipe, corrections: readonly Correction[]): object {
  return Object.fromEntries(
    Object.entries(parameters)
      // What was asked is for running it again, and stands in the record.
      .filter(([name]) => name !== 'asked')
      .map(([name, value]: [string, unknown]) =>
        name === 'mask' && typeof value === 'object'
          ? [name, { ...value, corrections: corrections.length }]
          : [name, value],
      ),
  );
}

const maskedSchema = z.looseObject({ parameters: z.looseObject(maskParameters) });

/** The hand corrections of whatever was masked. */
function correctionsOf(recipe: Recipe): Correction[] {
  const read = maskedSchema.safeParse(recipe);
  return read.success ? recordedCorrections(read.data) : [];
}

/** The recipe as lines of names and values. */
export function provenanceTable(
  recipe: Recipe,
  hash: string,
  language: Language,
  approval?: Approval | null,
): Table {
  const label = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  const corrections = correctionsOf(recipe);
  const rows: { name: string; value: string }[] = [
    ...(approval
      ? [
          { name: label('编号', 'Product number'), value: approval.number },
          { name: label('通过日期', 'Approved on'), value: approval.date },
          { name: label('制图', 'Prepared by'), value: approval.preparedBy },
          { name: label('审核', 'Reviewed by'), value: approval.reviewedBy },
          { name: label('签发', 'Issued by'), value: approval.issuedBy },
        ]
      : []),
    ...(approval?.supersededBy
      ? [
          {
            name: label('被替代', 'Superseded by'),
            value: `${approval.supersededBy.number} · ${approval.supersededBy.why}`,
          },
        ]
      : []),
    ...(recipe.simulated ? [{ name: label('数据性质', 'Nature of data'), value: simulatedLabel }] : []),
    { name: label('软件', 'Software'), value: `${recipe.software.name} ${recipe.software.version}` },
    { name: label('生成时间', 'Created'), value: recipe.created },
    { name: label('配方', 'Recipe'), value: hash },
    ...recipe.inputs.map(i => ({
      name: label('输入文件', 'Input'),
      value: `${i.path} (${i.bytes} B, SHA-256 ${i.sha256})`,
    })),
    ...Object.entries(withoutShapes(recipe, corrections)).map(([name, value]) => ({
      name: `${label('参数', 'Parameter')} ${name}`,
      value: cellText(plainText(value)),
    })),
    ...corrections.map(c => ({
      name: `${label('人工修正', 'Hand correction')} ${c.id}`,
      value: cellText(
        [c.reason ? `${c.action} (${c.reason})` : c.action, c.note, c.author, c.time].join(' · '),
      ),
    })),
    ...recipe.rules.map(r => ({
      name: label('规则', 'Rule'),
      value: `${ruleName(r, language)} ${r.version} (${r.evidence})`,
    })),
    { name: label('统计规则', 'Coverage rule'), value: sentenceIn(recipe.coverageRule, language) },
    { name: label('面积规则', 'Area rule'), value: sentenceIn(recipe.areaRule, language) },
    ...recipe.warnings.map(warning => ({
      name: label('提示', 'Warning'),
      value: sentenceIn(warning, language),
    })),
  ];
  return {
    columns: [
      { key: 'name', label: label('项目', 'Item') },
      { key: 'value', label: label('内容', 'Value') },
    ],
    rows,
  };
}
