import PDFDocument from 'pdfkit';
import type { Item, Page, Paint } from '#core/page/page.ts';
import { fontPath } from './fonts.ts';
import { encodePngBeside, type Picture } from './picture.ts';

export const pointsPerMm = 72 / 25.4;

export interface PdfExtras {
  language: 'zh-CN' | 'en';
  author: string;
  subject: string;
  keywords: string;
  created: Date;
  /** Attached to the file. */
  attachments: { name: string; type: string; description: string; bytes: Buffer }[];
}

/** A document with our fonts; null for the size makes one without a page. */
export function openPdf(
  title: string,
  extras: PdfExtras,
  size: readonly [number, number] | null,
): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    ...(size ? { size: [...size] } : { autoFirstPage: false }),
    margin: 0,
    // A font opened here by its path would be opened again for every text that names it `regular`.
    font: null,
    info: {
      Title: title,
      Author: extras.author,
      Subject: extras.subject,
      Keywords: extras.keywords,
      Creator: 'Bloomline',
      CreationDate: extras.created,
    },
    pdfVersion: '1.7',
    displayTitle: true,
    lang: extras.language,
  } as unknown as PDFKit.PDFDocumentOptions);
  doc.registerFont('regular', fontPath('regular'));
  doc.registerFont('bold', fontPath('bold'));
  return doc;
}

/** Pictures as a PDF holds them, by the ids that a page names. */
export type PdfPictures = ReadonlyMap<string, Buffer>;

export const pdfPictures = async (images: ReadonlyMap<string, Picture>): Promise<PdfPictures> =>
  new Map(
    await Promise.all(
      [...images].map(async ([id, picture]) => [id, await encodePngBeside(picture)] as const),
    ),
  );

/** Paints onto the document's current page. */
export function paintPage(doc: PDFKit.PDFDocument, page: Page, pictures: PdfPictures): void {
  doc.save().scale(pointsPerMm);
  for (const item of page.items) paint(doc, item, pictures);
  doc.restore();
}

export function attachFiles(doc: PDFKit.PDFDocument, extras: PdfExtras): void {
  for (const { bytes, ...file } of extras.attachments)
    doc.file(bytes, { ...file, creationDate: extras.created, modifiedDate: extras.created } as never);
}

/** The page as a PDF: vectors and subset fonts over one raster frame. */
export async function paintPdf(
  page: Page,
  images: ReadonlyMap<string, Picture>,
  extras: PdfExtras,
): Promise<Buffer> {
  const doc = openPdf(page.title, extras, [page.widthMm * pointsPerMm, page.heightMm * pointsPerMm]);
  const parts: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  paintPage(doc, page, await pdfPictures(images));
  attachFiles(doc, extras);
  doc.end();
  await finished;
  return Buffer.concat(parts);
}

function paint(doc: PDFKit.PDFDocument, item: Item, images: ReadonlyMap<string, Buffer>): void {
  doc.save();
  switch (item.kind) {
    case 'clip':
      doc.rect(item.x, item.y, item.width, item.height).clip();
      for (const inner of item.items) paint(doc, inner, images);
      break;
    case 'raster': {
      const image = images.get(item.image);
      if (!image) throw new RangeError(`no picture ${item.image}`);
      doc.image(image, item.x, item.y, { width: item.width, height: item.height });
      break;
    }
    case 'text':
      paintText(doc, item);
      break;
    default:
      tracePath(doc, item);
      fillAndStroke(doc, item);
  }
  doc.restore();
}

function tracePath(doc: PDFKit.PDFDocument, item: Exclude<Item, { kind: 'clip' | 'raster' | 'text' }>): void {
  if (item.kind === 'rect') doc.rect(item.x, item.y, item.width, item.height);
  else if (item.kind === 'circle') doc.circle(item.x, item.y, item.radius);
  else {
    const lines = item.kind === 'polyline' ? [item.points] : item.rings;
    for (const line of lines) {
      line.forEach(([x, y], i) => (i === 0 ? doc.moveTo(x, y) : doc.lineTo(x, y)));
      if (item.kind === 'polygon') doc.closePath();
    }
  }
}

function fillAndStroke(doc: PDFKit.PDFDocument, { fill, stroke, lineWidth, dash, opacity }: Paint): void {
  if (opacity !== undefined && opacity < 1) doc.opacity(opacity);
  doc.lineJoin('round');
  if (stroke) {
    doc.lineWidth(lineWidth ?? 0.2);
    if (dash) doc.dash(dash[0], { space: dash[1] });
  }
  if (fill && stroke) doc.fillAndStroke(fill, stroke, 'even-odd');
  else if (fill) doc.fill(fill, 'even-odd');
  else if (stroke) doc.stroke(stroke);
}

function paintText(doc: PDFKit.PDFDocument, item: Extract<Item, { kind: 'text' }>): void {
  if (item.text === '') return;
  doc.font(item.bold ? 'bold' : 'regular').fontSize(item.size);
  const width = doc.widthOfString(item.text);
  const x = item.anchor === 'middle' ? item.x - width / 2 : item.anchor === 'end' ? item.x - width : item.x;
  if (item.rotate) doc.rotate(-item.rotate, { origin: [item.x, item.y] });
  const options = { lineBreak: false, baseline: 'alphabetic' } as const;
  if (item.halo) {
    doc.lineWidth(item.halo.width * 2).lineJoin('round');
    doc.strokeColor(item.halo.color);
    doc.text(item.text, x, item.y, { ...options, stroke: true, fill: false });
  }
  doc.fillColor(item.color).text(item.text, x, item.y, options);
}
