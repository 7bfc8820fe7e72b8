import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { sentenceIn } from '#core/words/said.ts';
import type { Language } from '#core/foundation/text.ts';
import { redlineFindings } from '#core/report/redline-findings.ts';
import type { Figure, Report, ReportBlock } from '#core/report/report.ts';
import { makeBulletin } from '#host/products/bulletin/bulletin-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { groundTable } from '#host/products/tables/ground-table.ts';
import { productDate, recipeHash } from '#host/products/sheets/sheet-material.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { patchTable, provenanceTable, zoneTable } from '#host/products/tables/zone-tables.ts';
import { tableBlock } from './table-block.ts';

/** Patches that a report lists; the table beside it has all. */
const listedPatches = 20;
/** A report of thousands of zones tells those where most happened; the tables beside it have all. */
const listedZones = 200;

/** The rows with most of `amount`, and what is to be said of the others. */
function foremost(
  table: Table,
  amount: (row: Table['rows'][number]) => number,
  zh: boolean,
): { table: Table; note: string | undefined } {
  const rest = table.rows.length - listedZones;
  if (rest <= 0) return { table, note: undefined };
  const rows = [...table.rows].sort((a, b) => amount(b) - amount(a)).slice(0, listedZones);
  return {
    table: { ...table, rows },
    note: zh
      ? `仅列出面积最大的 ${listedZones} 个分区，其余 ${rest} 个见统计表文件。`
      : `The ${listedZones} zones with the largest area are listed; the other ${rest} are in the table beside this report.`,
  };
}

/** Points that a report lists. */
const listedPoints = 30;

function groundBlock(ground: NonNullable<BloomResult['ground']>, language: Language): ReportBlock {
  const zh = language === 'zh-CN';
  const table = groundTable(ground, language);
  const aside = ['code', 'zone', 'lon', 'lat', 'index_std', 'valid_pct'];
  const keys = table.columns
    .map(c => c.key)
    .filter(key => !aside.includes(key) && table.rows.some(row => row[key] !== null && row[key] !== ''));
  const rest = table.rows.length - listedPoints;
  return tableBlock(
    zh ? '地面监测与卫星对照' : 'Ground points beside the satellite',
    { ...table, rows: table.rows.slice(0, listedPoints) },
    keys.slice(0, 8),
    rest > 0
      ? zh
        ? `另有 ${rest} 个点，见统计表文件。`
        : `${rest} more points are in the table beside this report.`
      : undefined,
  );
}

/** Names and values of the recipe that people read; shapes and lists are in the recipe itself. */
function provenanceBlock(result: BloomResult | RedlineResult, language: Language): ReportBlock {
  const { recipe } = result;
  const table = provenanceTable(recipe, recipeHash(recipe), language);
  const short = table.rows.filter(row => typeof row.value !== 'string' || !/^[[{]/.test(row.value));
  const caption = language === 'zh-CN' ? '来源与参数' : 'Sources and parameters';
  return tableBlock(caption, { ...table, rows: short }, ['name', 'value']);
}

/** The report of one assessment: 水华快报 or 红线专报. `map` is its sheet's picture, where one was drawn. */
export function assessmentReport(input: SheetInput, map: Figure | null): Report {
  const { assessment, sheet } = input;
  const { result } = assessment;
  const { language } = sheet;
  const { recipe } = result;
  const zh = language === 'zh-CN';
  const { title, paragraphs } = result.kind === 'bloom' ? bloomText(input) : redlineText(input, result);
  const blocks: ReportBlock[] = [
    { kind: 'heading', text: zh ? '一、监测结果' : '1 Findings' },
    ...paragraphs.map((text, i): ReportBlock => ({
      kind: 'paragraph',
      id: `findings-${i + 1}`,
      text,
      ...(input.bulletin === undefined ? {} : { edited: true }),
    })),
    ...(result.kind === 'bloom' ? bloomTables(result, language) : redlineTables(result, language)),
    ...(map ? [{ kind: 'figure', caption: zh ? '监测专题图' : 'Map', figure: map } as const] : []),
    { kind: 'heading', text: zh ? '二、方法与质量说明' : '2 Method and quality' },
    ...methodBlocks(result, language),
    { kind: 'heading', text: zh ? '三、来源' : '3 Provenance' },
    provenanceBlock(result, language),
    {
      kind: 'signature',
      rows: [
        { name: zh ? '编制' : 'Prepared by', value: sheet.preparedBy ?? '' },
        { name: zh ? '审核' : 'Checked by', value: sheet.reviewedBy ?? '' },
        ...(sheet.signed
          ? [
              { name: zh ? '签发' : 'Issued by', value: sheet.signed.issuedBy },
              { name: zh ? '编号' : 'No.', value: sheet.signed.number },
            ]
          : []),
        { name: zh ? '单位' : 'Organisation', value: sheet.organisation ?? '' },
      ],
    },
  ];
  return {
    language,
    title,
    subtitle: productDate(input),
    credit: `${recipe.software.name} ${recipe.software.version} · ${zh ? '配方' : 'recipe'} ${recipeHash(recipe)}`,
    simulated: recipe.simulated,
    blocks,
  };
}

function bloomText(input: SheetInput): { title: string; paragraphs: string[] } {
  const { title, text } = makeBulletin(input, input.sheet.language);
  return { title, paragraphs: paragraphsOf(input.bulletin ?? text) };
}

const paragraphsOf = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map(p => p.trim())
    .filter(Boolean);

function bloomTables(result: BloomResult, language: Language): ReportBlock[] {
  const zh = language === 'zh-CN';
  const { table: zones, note: others } = foremost(
    zoneTable(result, language),
    row => Number(row.bloom_area_km2),
    zh,
  );
  const has = (key: string) => zones.columns.some(c => c.key === key);
  const doubt = result.zones.some(z => z.grade?.evidence === 'to-confirm');
  const reasons = zones.columns
    .map(c => c.key)
    .filter(key => /_km2$/.test(key) && zones.columns.find(c => c.key === key)!.label.includes(':'));
  return [
    tableBlock(
      zh ? '分区水华面积与程度' : 'Bloom by zone',
      zones,
      [
        'zone',
        'area_km2',
        'valid_area_km2',
        'valid_share_pct',
        'bloom_area_km2',
        'bloom_share_pct',
        'grade',
        'grade_label',
      ].filter(has),
      [
        ...(doubt
          ? [
              zh
                ? '待核对：分级界限尚未与标准原文核对。'
                : 'To be confirmed: the limits of the grades are not yet checked against the text of the standard.',
            ]
          : []),
        ...(others ? [others] : []),
      ].join(' ') || undefined,
    ),
    ...(reasons.length > 0
      ? [tableBlock(zh ? '面积去向' : 'Where the area goes', zones, ['zone', ...reasons])]
      : []),
    ...(result.ground ? [groundBlock(result.ground, language)] : []),
  ];
}

function redlineText(input: SheetInput, result: RedlineResult): { title: string; paragraphs: string[] } {
  const zh = input.sheet.language === 'zh-CN';
  const names = input.zones.zones.map(z => z.name);
  const place =
    names.length > 2
      ? zh
        ? `${names[0]}等 ${names.length} 个红线区`
        : `${names[0]} and ${names.length - 1} more zones`
      : names.join(zh ? '、' : ' and ');
  const [before, after] = input.scenes.map(s => ({ name: s.name, date: s.acquired?.slice(0, 10) ?? null }));
  const paragraphs = redlineFindings(result, place, [before, after], input.sheet.language);
  return { title: zh ? `${place}变化监测专报` : `Change inside ${place}`, paragraphs };
}

function redlineTables(result: RedlineResult, language: Language): ReportBlock[] {
  const zh = language === 'zh-CN';
  const zones = foremost(
    zoneTable(result, language),
    row => Number(row.loss_area_hm2) + Number(row.gain_area_hm2),
    zh,
  );
  const patches = patchTable(result, language);
  const rest = patches.rows.length - listedPatches;
  const more = zh
    ? `另有 ${rest} 个图斑，见统计表文件。`
    : `${rest} more patches are in the table beside this report.`;
  return [
    tableBlock(
      zh ? '分区变化统计' : 'Change by zone',
      zones.table,
      [
        'zone',
        'area_km2',
        'compared_area_km2',
        'ndvi_change',
        'fvc_change_pct',
        'loss_area_hm2',
        'gain_area_hm2',
        'patches',
      ],
      zones.note,
    ),
    ...(patches.rows.length > 0
      ? [
          tableBlock(
            zh ? '疑似图斑' : 'Suspected patches',
            { ...patches, rows: patches.rows.slice(0, listedPatches) },
            patches.columns.slice(0, 8).map(c => c.key),
            rest > 0 ? more : undefined,
          ),
        ]
      : []),
  ];
}

function methodBlocks({ recipe }: BloomResult | RedlineResult, language: Language): ReportBlock[] {
  const zh = language === 'zh-CN';
  const rules = recipe.rules.map(
    r =>
      `${ruleName(r, language)}（${r.version}）${r.evidence === 'to-confirm' ? (zh ? '【待核对】' : ' [to be confirmed]') : ''}`,
  );
  const lines = [
    `${zh ? '统计规则：' : 'Counting: '}${sentenceIn(recipe.coverageRule, language)}；${sentenceIn(recipe.areaRule, language)}。`,
    `${zh ? '采用规则：' : 'Rules: '}${rules.join(zh ? '；' : '; ')}。`,
    ...(recipe.warnings.length > 0
      ? [
          `${zh ? '提示：' : 'Notes: '}${recipe.warnings.map(w => sentenceIn(w, language)).join(zh ? '；' : '; ')}。`,
        ]
      : []),
  ];
  return lines.map((text, i): ReportBlock => ({ kind: 'paragraph', id: `method-${i + 1}`, text }));
}
