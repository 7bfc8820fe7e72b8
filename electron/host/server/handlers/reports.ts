import type { reportCalls, ReportView, ReportViewBlock } from '#core/contract/report-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { captions, type ReportBlock } from '#core/report/report.ts';
import { say } from '#core/words/said.ts';
import type { MadeReport } from '#host/products/reports/kinds/report-kind.ts';
import type { ReportRequest } from '#host/products/reports/report-request.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

const previewDpi = 110;

export const reportHandlers: Pick<Handlers, keyof typeof reportCalls> = {
  'report.offer': async (_, { workspace: { catalogue } }) => {
    const { reportKinds } = await import('#host/products/reports/kinds/report-kinds.ts');
    // Several kinds tell of the same days.
    const days = new Map([...new Set(reportKinds.map(k => k.days))].map(of => [of, of(catalogue)] as const));
    return reportKinds.map(k => ({
      kind: k.kind,
      name: k.name,
      units: k.units,
      zones: k.zones,
      days: days.get(k.days)!,
      results: k.results?.(catalogue) ?? null,
    }));
  },

  'report.preview': async (request, context, progress) =>
    viewOf(await made(context, request, previewDpi, progress)),

  'report.edit': async ({ paragraph, text, ...request }, context, progress) => {
    const { catalogue, who } = context.workspace;
    const found = async () => {
      const { report, key, zoneIds } = await made(context, request, null, progress);
      const block = report.blocks.find(b => b.kind === 'paragraph' && b.id === paragraph);
      if (block?.kind !== 'paragraph')
        throw new BloomlineError('not-found', paragraph, say('report.no-such-paragraph', { id: paragraph }));
      return { block, key, zoneIds };
    };
    const { block, key, zoneIds } = await found();
    const from = block.made ?? block.text;
    const { kind, language } = request;
    const written = text === null || text === from ? null : { text, from };
    catalogue.reports.write(who, { kind, period: key, zoneIds, language }, paragraph, written);
    return (await found()).block;
  },

  'export.report': async ({ directory, formats, ...request }, context, progress) => {
    const target = context.roots.check(directory);
    const { exportReport, figureDpi } = await import('#host/products/reports/export-report.ts');
    const report = await made(context, request, figureDpi, progress);
    return exportReport(report, request.kind, { directory: target, formats }, progress);
  },
};

async function made(
  { workspace, pool, roots }: Context,
  request: ReportRequest,
  dpi: number | null,
  progress: Progress,
): Promise<MadeReport> {
  // Drawing libraries are loaded when something is drawn.
  const { makeReport } = await import('#host/products/reports/make-report.ts');
  return makeReport(
    workspace.catalogue,
    request,
    { dpi, pool, check: folder => roots.check(folder) },
    progress,
  );
}

async function viewOf({ report, images }: MadeReport): Promise<ReportView> {
  const { figurePicture } = await import('#host/products/reports/figure-page.ts');
  const numbered = captions(report);
  const view = (block: ReportBlock): ReportViewBlock => {
    if (block.kind === 'table') {
      const { columns, rows, note } = block;
      return { kind: 'table', caption: numbered.get(block)!, columns, rows, ...(note ? { note } : {}) };
    }
    if (block.kind !== 'figure') return block;
    const { png } = figurePicture(block.figure, images, previewDpi);
    return { kind: 'figure', caption: numbered.get(block)!, png: png.toString('base64') };
  };
  const { title, subtitle, credit, simulated, blocks } = report;
  return { title, subtitle, credit, simulated, blocks: blocks.map(view) };
}
