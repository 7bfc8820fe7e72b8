import { stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sentenceIn } from '#core/words/said.ts';
import { captions, type Report } from '#core/report/report.ts';
import { reportMarkdown } from '#core/report/markdown.ts';
import type { ReportFormat } from '#core/report/report-formats.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { productStem, safeName } from '#host/files/file-name.ts';
import type { PdfExtras } from '#host/products/sheets/paint-pdf.ts';
import { figurePicture } from './figure-page.ts';
import { sealOf } from '#host/recipe/sealed-record.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import type { MadeReport } from './kinds/report-kind.ts';

export interface WrittenReport {
  format: ReportFormat;
  path: string;
  bytes: number;
}

export const figureDpi = 300;

/** What a report rests on and says, sealed: attached to its PDF, written beside the other files. */
export function reportRecord(kind: string, { report, sources, key, zoneIds }: MadeReport) {
  const record = {
    kind: 'report',
    report: { kind, period: key, zoneIds, language: report.language, title: report.title },
    software: report.credit,
    created: new Date().toISOString(),
    ...(report.simulated ? { dataNature: simulatedLabel } : {}),
    sources: sources.map(({ rules, warnings, ...source }) => ({
      ...source,
      warnings,
      rules: rules.map(({ id, version, evidence }) => ({ id, version, evidence })),
    })),
    tables: report.blocks.flatMap(b =>
      b.kind === 'table'
        ? [{ caption: b.caption, columns: b.columns.map(c => c.label), rows: b.cells ?? b.rows }]
        : [],
    ),
    paragraphs: report.blocks.flatMap(b =>
      b.kind === 'paragraph'
        ? [{ id: b.id, text: b.text, edited: b.edited ?? false, stale: b.stale ?? false }]
        : [],
    ),
  };
  // What JSON cannot hold is not sealed either.
  const plain = JSON.parse(JSON.stringify(record)) as typeof record;
  return { ...plain, seal: sealOf(plain as never) };
}

/** Writes the report in each format; a file appears under its name when it is complete. */
export async function exportReport(
  made: MadeReport,
  kind: string,
  { directory, formats }: { directory: string; formats: readonly ReportFormat[] },
  progress: Progress = {},
): Promise<{ directory: string; files: WrittenReport[] }> {
  await prepareDirectory(directory);
  const { report, images } = made;
  const stem = productStem('report', report.title, made.key);
  const record = reportRecord(kind, made);
  const files: WrittenReport[] = [];
  for (const [i, format] of formats.entries()) {
    throwIfCancelled(progress.signal);
    progress.onProgress?.(i, formats.length, `report ${format}`);
    const path = join(directory, `${stem}.${format}`);
    if (format === 'docx') {
      const { writeDocx } = await import('./write-docx.ts');
      const bytes = await writeDocx(report, block => figurePicture(block.figure, images, figureDpi));
      await writeAtomically(path, part => writeFile(part, bytes));
    } else if (format === 'pdf') {
      const { writeReportPdf } = await import('./write-pdf.ts');
      const bytes = await writeReportPdf(report, images, pdfExtrasOf(report, record));
      await writeAtomically(path, part => writeFile(part, bytes));
    } else if (format === 'xlsx') {
      const { writeReportWorkbook } = await import('./write-workbook.ts');
      await writeReportWorkbook(path, report, provenanceOf(made, record));
    } else await writeMarkdown(path, made);
    files.push({ format, path, bytes: (await stat(path)).size });
  }
  progress.onProgress?.(formats.length, formats.length, 'report');
  const recordPath = join(directory, `${stem}.report.json`);
  await writeAtomically(recordPath, part => writeFile(part, `${JSON.stringify(record, null, 2)}\n`, 'utf8'));
  return { directory, files };
}

/** Pictures stand beside the text, named after it. */
async function writeMarkdown(path: string, { report, images }: MadeReport): Promise<void> {
  const stem = basename(path, '.md');
  const numbered = captions(report);
  const names = new Map<string, string>();
  for (const block of report.blocks) {
    if (block.kind !== 'figure') continue;
    const caption = numbered.get(block)!;
    const name = `${stem}_${safeName(caption.split('  ')[0]).replace(/ /g, '')}.png`;
    const { png } = figurePicture(block.figure, images, figureDpi);
    await writeAtomically(join(path, '..', name), part => writeFile(part, png));
    names.set(caption, name);
  }
  const text = reportMarkdown(report, caption => names.get(caption) ?? null);
  await writeAtomically(path, part => writeFile(part, text, 'utf8'));
}

function pdfExtrasOf(report: Report, record: ReturnType<typeof reportRecord>): PdfExtras {
  return {
    language: report.language,
    author: '',
    subject: [report.subtitle, report.simulated ? simulatedLabel : ''].filter(Boolean).join(' · '),
    keywords: `report, ${report.credit}, seal ${record.seal.slice(0, 12)}`,
    created: new Date(record.created),
    attachments: [
      {
        name: 'report.json',
        type: 'application/json',
        description: 'Bloomline report: results, rules, numbers',
        bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
      },
    ],
  };
}

function provenanceOf({ report, sources, key }: MadeReport, record: ReturnType<typeof reportRecord>) {
  const zh = report.language === 'zh-CN';
  const say = (chinese: string, english: string) => (zh ? chinese : english);
  return [
    ...(report.simulated ? [{ name: say('数据性质', 'Nature of data'), value: simulatedLabel }] : []),
    { name: say('软件', 'Software'), value: report.credit },
    { name: say('报告期', 'Period'), value: key },
    { name: say('生成时间', 'Created'), value: record.created },
    { name: say('封印 SHA-256', 'Seal SHA-256'), value: record.seal },
    ...sources.map(s => ({
      name: say('成果', 'Result'),
      value: [s.name, s.number ?? s.state ?? s.kind, `${say('配方', 'recipe')} ${s.recipe}`, s.created].join(
        ' · ',
      ),
    })),
    ...record.sources.flatMap(s =>
      s.rules.map(r => ({ name: say('规则', 'Rule'), value: `${r.id} ${r.version} (${r.evidence})` })),
    ),
    ...sources.flatMap(s =>
      s.warnings.map(w => ({ name: say('提示', 'Warning'), value: sentenceIn(w, report.language) })),
    ),
  ];
}
