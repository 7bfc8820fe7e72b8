import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { composeSheet } from '#core/page/compose-sheet.ts';
import type { Page } from '#core/page/page.ts';
import { textMeasure } from '#host/products/sheets/fonts.ts';
import { paintPdf } from '#host/products/sheets/paint-pdf.ts';
import { paintPng } from '#host/products/sheets/paint-png.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import { sheetWith } from '../core/page/content.ts';
import { hasPoppler, pixelsOf, type Pixels } from './pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reference = new URL('./reference/sheet.png', import.meta.url);
const dpi = 60;

/** A map picture whose red square lies at known map coordinates: x 695–705 km, y 3625–3635 km of the frame. */
function pictureFor(page: Page): Picture {
  const { frame } = page;
  const width = Math.round((frame.width / 25.4) * 300);
  const height = Math.round((frame.height / 25.4) * 300);
  const rgb = new Uint8Array(width * height * 3).fill(225);
  const [minX, minY, maxX, maxY] = frame.extent;
  for (let row = 0; row < height; row++)
    for (let col = 0; col < width; col++) {
      const x = minX + ((col + 0.5) / width) * (maxX - minX);
      const y = maxY - ((row + 0.5) / height) * (maxY - minY);
      if (x > 695_000 && x < 705_000 && y > 3_625_000 && y < 3_635_000)
        rgb.set([230, 0, 0], (row * width + col) * 3);
    }
  return { width, height, rgb };
}

const sheet = {
  language: 'zh-CN',
  paper: 'A4',
  orientation: 'landscape',
  preparedBy: '李明',
  organisation: '某市环境监测中心',
} as const;
const plain = sheetWith(2);
plain.map.zones = [];
plain.map.sites = [];
const page = composeSheet(plain, sheet, textMeasure());
const images = new Map([['map', pictureFor(page)]]);
const pdf = () =>
  paintPdf(page, images, {
    language: 'zh-CN',
    author: '',
    subject: '',
    keywords: '',
    created: new Date(0),
    attachments: [],
  });

async function pdfPixels(at: number) {
  writeFileSync(join(folder, 'sheet.pdf'), await pdf());
  execFileSync('pdftoppm', ['-r', String(at), '-png', '-singlefile', 'sheet.pdf', 'sheet'], { cwd: folder });
  return pixelsOf(readFileSync(join(folder, 'sheet.png')));
}

function darkShare(
  { data, width }: Pixels,
  at: number,
  box: { x: number; y: number; width: number; height: number },
) {
  const px = (mm: number) => Math.round((mm / 25.4) * at);
  let dark = 0;
  let all = 0;
  for (let y = px(box.y); y < px(box.y + box.height); y++)
    for (let x = px(box.x); x < px(box.x + box.width); x++, all++)
      if (data[(y * width + x) * 4 + 1] < 110) dark++;
  return dark / all;
}

describe('a painted sheet', () => {
  it('looks as it did', async () => {
    const full = composeSheet(sheetWith(3), sheet, textMeasure());
    const { png } = paintPng(full, new Map([['map', pictureFor(full)]]), dpi);
    // A missing reference is written, and the test fails so that somebody looks at it.
    if (!existsSync(reference)) {
      writeFileSync(reference, png);
      throw new Error('the reference picture was missing; look at the new one and run again');
    }
    const [now, then] = [await pixelsOf(png), await pixelsOf(readFileSync(reference))];
    expect([now.width, now.height]).toEqual([then.width, then.height]);
    let different = 0;
    for (let i = 0; i < now.data.length; i += 4)
      if (Math.max(...[0, 1, 2].map(k => Math.abs(now.data[i + k] - then.data[i + k]))) > 60) different++;
    expect(different / (now.width * now.height)).toBeLessThan(0.004);
  });

  it.runIf(hasPoppler)('shows Chinese text as dark pixels, the same in PDF and PNG', async () => {
    const title = page.blocks.find(b => b.name === 'title')!;
    const box = { x: title.x + title.width / 2 - 30, y: title.y, width: 60, height: title.height * 0.65 };
    const inPdf = darkShare(await pdfPixels(150), 150, box);
    const inPng = darkShare(await pixelsOf(paintPng(page, images, 150).png), 150, box);
    // Boxes or blanks in place of characters would be far from this.
    expect(inPng).toBeGreaterThan(0.12);
    expect(Math.abs(inPdf - inPng)).toBeLessThan(0.05);
  });
});
