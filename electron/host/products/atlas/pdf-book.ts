import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Page } from '#core/page/page.ts';
import {
  attachFiles,
  openPdf,
  paintPage,
  pointsPerMm,
  type PdfExtras,
  type PdfPictures,
} from '#host/products/sheets/paint-pdf.ts';

/** What a page leads to when one clicks there, in millimetres. */
export interface PageLink {
  x: number;
  y: number;
  width: number;
  height: number;
  to: string;
}

/** Written bytes that may wait for the disk. */
const waiting = 4 * 2 ** 20;

/** A PDF of many sheets, written to the file page by page: no more than one sheet is held in memory. */
export class PdfBook {
  readonly #doc: PDFKit.PDFDocument;
  readonly #stream: WriteStream;
  readonly #done: Promise<void>;
  readonly #extras: PdfExtras;
  #failed: unknown = null;

  constructor(path: string, title: string, extras: PdfExtras) {
    this.#extras = extras;
    this.#stream = createWriteStream(path);
    this.#doc = openPdf(title, extras, null);
    this.#done = finished(this.#stream);
    this.#done.catch((error: unknown) => (this.#failed = error));
    this.#doc.pipe(this.#stream);
  }

  async add(
    page: Page,
    pictures: PdfPictures,
    bookmark: string,
    name: string,
    links: readonly PageLink[] = [],
  ): Promise<void> {
    const doc = this.#doc;
    doc.addPage({ size: [page.widthMm * pointsPerMm, page.heightMm * pointsPerMm], margin: 0 });
    doc.addNamedDestination(name, 'Fit');
    doc.outline.addItem(bookmark);
    paintPage(doc, page, pictures);
    for (const link of links)
      doc.goTo(
        link.x * pointsPerMm,
        link.y * pointsPerMm,
        link.width * pointsPerMm,
        link.height * pointsPerMm,
        link.to,
      );
    do {
      if (this.#failed) throw this.#failed;
      await turn();
    } while (doc.readableLength + this.#stream.writableLength > waiting);
  }

  /** The file is complete when this is. */
  async close(): Promise<void> {
    attachFiles(this.#doc, this.#extras);
    this.#doc.end();
    await this.#done;
  }

  /** Gives the file up. */
  async abandon(): Promise<void> {
    this.#doc.unpipe(this.#stream);
    this.#stream.destroy();
    await this.#done.catch(() => undefined);
  }
}
