import type { Page } from '#core/page/page.ts';
import { paginate, reportPaper } from '#core/report/paginate.ts';
import type { Report, ReportBlock } from '#core/report/report.ts';
import { textMeasure } from '#host/products/sheets/fonts.ts';
import {
  attachFiles,
  openPdf,
  paintPage,
  pdfPictures,
  pointsPerMm,
  type PdfExtras,
} from '#host/products/sheets/paint-pdf.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import { figurePage } from './figure-page.ts';

/** The report as a paged PDF: vectors, subset fonts, headings as bookmarks, the record attached. */
export async function writeReportPdf(
  report: Report,
  images: ReadonlyMap<string, Picture>,
  extras: PdfExtras,
): Promise<Buffer> {
  const drawn = new Map<ReportBlock, Page>();
  const pageOf = (block: Extract<ReportBlock, { kind: 'figure' }>) => {
    const page = drawn.get(block) ?? figurePage(block.figure);
    drawn.set(block, page);
    return page;
  };
  const { pages, bookmarks } = paginate(report, textMeasure(), pageOf);
  const pictures = await pdfPictures(images);
  const doc = openPdf(report.title, extras, null);
  const parts: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const { widthMm, heightMm } = reportPaper;
  pages.forEach((page, i) => {
    doc.addPage({ size: [widthMm * pointsPerMm, heightMm * pointsPerMm], margin: 0 });
    for (const { title } of bookmarks.filter(b => b.page === i)) doc.outline.addItem(title);
    paintPage(doc, { ...empty, widthMm, heightMm, title: report.title, items: page.items }, new Map());
    for (const { x, y, width, block } of page.figures) {
      const figure = pageOf(block);
      doc.save();
      doc.translate(x * pointsPerMm, y * pointsPerMm).scale(width / figure.widthMm);
      paintPage(doc, figure, pictures);
      doc.restore();
    }
  });
  attachFiles(doc, extras);
  doc.end();
  await finished;
  return Buffer.concat(parts);
}

const empty = {
  blocks: [],
  frame: { x: 0, y: 0, width: 0, height: 0, extent: [0, 0, 0, 0] as const, mmPerUnit: 1 },
  scale: 1,
};
