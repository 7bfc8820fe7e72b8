import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeFile } from 'node:fs/promises';
import type { Chart } from '#core/report/chart.ts';
import { captions, type Report, type ReportTable } from '#core/report/report.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { workbookBytes } from '#host/formats/tables/write-xlsx.ts';
import { chartCells, chartXml } from './chart-xml.ts';

/**
 * The report as a workbook: its words, a sheet per table with numbers as numbers, charts that stay charts, where it
 * comes from.
 */
export async function writeReportWorkbook(
  path: string,
  report: Report,
  provenance: readonly { name: string; value: string }[],
): Promise<void> {
  const zh = report.language === 'zh-CN';
  const numbered = captions(report);
  const label = (caption: string) => caption.replace('  ', ' ');
  const tables = report.blocks.filter(b => b.kind === 'table');
  const charts = report.blocks.flatMap(b =>
    b.kind === 'figure' && 'chart' in b.figure
      ? [{ chart: b.figure.chart, name: label(numbered.get(b)!) }]
      : [],
  );
  const { bytes, names } = workbookBytes([
    { name: zh ? '报告' : 'Report', table: words(report) },
    ...tables.map(t => ({ name: label(numbered.get(t)!), table: numbersOf(t) })),
    ...charts.map(({ chart, name }) => ({ name, table: fromCells(chartCells(chart)) })),
    { name: zh ? '来源与方法' : 'Provenance', table: lines(zh, provenance) },
  ]);
  const first = 1 + tables.length;
  const whole = withCharts(
    bytes,
    charts.map(({ chart }, i) => ({ chart, sheet: names[first + i], index: first + i + 1 })),
  );
  await writeAtomically(path, part => writeFile(part, whole));
}

function words(report: Report): Table {
  const zh = report.language === 'zh-CN';
  const rows = [
    report.title,
    report.subtitle,
    ...(report.simulated ? [zh ? '模拟数据，不反映真实情况' : 'SIMULATED DATA: it shows nothing real'] : []),
    ...report.blocks.flatMap(b => {
      if (b.kind === 'heading') return [b.text];
      if (b.kind !== 'paragraph') return [];
      return [b.stale ? `${zh ? '【数字已变化，待核对】' : '[its numbers changed] '}${b.text}` : b.text];
    }),
    report.credit,
  ];
  return { columns: [{ key: 'text', label: zh ? '内容' : 'Text' }], rows: rows.map(text => ({ text })) };
}

function numbersOf({ columns, rows, cells, note }: ReportTable): Table {
  const keys = columns.map((_, i) => `c${i}`);
  return {
    columns: columns.map(({ label, decimals }, i) => ({
      key: keys[i],
      label,
      ...(decimals === undefined ? {} : { decimals }),
    })),
    rows: [
      ...(cells ?? rows).map(row => Object.fromEntries(keys.map((key, i) => [key, row[i]]))),
      ...(note ? [{}, { c0: note }] : []),
    ],
  };
}

function fromCells([head, ...rows]: (string | number | null)[][]): Table {
  return {
    columns: head.map((name, i) => ({ key: `c${i}`, label: String(name) })),
    rows: rows.map(row => Object.fromEntries(row.map((cell, i) => [`c${i}`, cell]))),
  };
}

const lines = (zh: boolean, rows: readonly { name: string; value: string }[]): Table => ({
  columns: [
    { key: 'name', label: zh ? '项目' : 'Item' },
    { key: 'value', label: zh ? '内容' : 'Value' },
  ],
  rows: [...rows],
});

const package_ = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Adds a drawing with a chart to sheets of a workbook; `index` counts the sheets from 1. */
function withCharts(
  bytes: Uint8Array,
  charts: readonly { chart: Chart; sheet: string; index: number }[],
): Uint8Array {
  if (charts.length === 0) return bytes;
  const files = unzipSync(bytes);
  const put = (name: string, text: string) => (files[name] = strToU8(text));
  const relation = (type: string, target: string) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${package_}"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const types: string[] = [];
  charts.forEach(({ chart, sheet, index }, i) => {
    const n = i + 1;
    const part = `xl/worksheets/sheet${index}.xml`;
    const relations = `xl/worksheets/_rels/sheet${index}.xml.rels`;
    const xml = strFromU8(files[part]);
    if (files[relations]) throw new RangeError('a sheet with relations of its own takes no chart here');
    const drawing = `<drawing xmlns:r="${office}" r:id="rId1"/>`;
    // Of what may follow the cells, only these come behind a drawing.
    const before = xml.search(
      /<(legacyDrawing|picture|oleObjects|controls|tableParts|extLst)\b|<\/worksheet>/,
    );
    put(part, xml.slice(0, before) + drawing + xml.slice(before));
    put(relations, relation('drawing', `../drawings/drawing${n}.xml`));
    put(`xl/drawings/_rels/drawing${n}.xml.rels`, relation('chart', `../charts/chart${n}.xml`));
    put(`xl/drawings/drawing${n}.xml`, drawingXml(chartCells(chart)[0].length + 1, chart));
    put(`xl/charts/chart${n}.xml`, chartXml(chart, sheet));
    types.push(
      `<Override PartName="/xl/drawings/drawing${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
      `<Override PartName="/xl/charts/chart${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`,
    );
  });
  const listed = strFromU8(files['[Content_Types].xml']);
  put('[Content_Types].xml', listed.replace('</Types>', `${types.join('')}</Types>`));
  return zipSync(files, { level: 6 });
}

/** Beside the cells, 16 columns wide. */
function drawingXml(col: number, { kind }: Chart): string {
  const right = col + (kind === 'scatter' ? 8 : 12);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>${col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>${right}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>24</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${office}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
}
