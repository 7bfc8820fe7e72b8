import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import type { CallName } from '#core/contract/calls.ts';
import type { MapPreview, MapSubject } from '#core/contract/map-calls.ts';
import { mapKinds } from '#host/products/maps/map-kinds.ts';
import { makeDemoWorkspace } from '#host/workspace/demo/make-demo-workspace.ts';
import { temporaryFolder } from '../fixtures/gdal.ts';
import { hasPoppler, pixelsOf, type Pixels } from './pixels.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const demo = join(folder, 'demo');
const width = 420;
let host: Host;
let cookie = '';
const subjects = {} as Record<string, MapSubject>;

async function call<T>(name: CallName, input: unknown): Promise<T> {
  const answer = await fetch(`${host.origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as T;
  if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body;
}

const sheet = {
  language: 'zh-CN',
  paper: 'A4',
  orientation: 'landscape',
  preparedBy: '李明',
  organisation: '某市环境监测中心',
  date: '2025-07-20',
} as const;

beforeAll(async () => {
  await makeDemoWorkspace(demo);
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>window</title>');
  host = await startHost({ workspace: demo, rendererFolder, allow: [folder] });
  const login = await fetch(host.url, { redirect: 'manual' });
  cookie = login.headers.get('set-cookie')!.split(';')[0];
  const scenes = await call<{ id: number; name: string }[]>('scene.list', {});
  const [before, after] = ['SIM_20240722', 'SIM_20250718'].map(n => scenes.find(s => s.name === n)!.id);
  const zones = await call<{ id: number; kind: string; set: string }[]>('zones.list', {});
  const lakes = zones.filter(z => z.kind === 'lake').map(z => z.id);
  const redlines = zones.filter(z => z.kind === 'redline').map(z => z.id);
  const mask = { clouds: 'auto' };
  const bloom = await call<{ id: number }>('bloom.assess', { sceneId: after, zoneIds: lakes.slice(0, 1), index: 'NDVI', mask, threshold: 0.1 }); // prettier-ignore
  const redline = await call<{ id: number }>('redline.assess', { beforeId: before, afterId: after, zoneIds: redlines, options: defaultChangeOptions }); // prettier-ignore
  const series = await call<{ id: number }>('series.create', { folder: join(demo, 'scenes'), zoneIds: lakes.slice(0, 1), options: { index: 'NDVI', mask, threshold: 0.1 } }); // prettier-ignore
  await call('series.run', { seriesId: series.id });
  const ofRedline = { of: 'assessment', id: redline.id } as const;
  const sites = { of: 'sites', sceneId: after, zoneIds: lakes.slice(0, 1) } as const;
  Object.assign(subjects, {
    bloom: { of: 'assessment', id: bloom.id },
    frequency: { of: 'series', id: series.id },
    redline: ofRedline,
    patch: ofRedline,
    cover: ofRedline,
    sites,
    'water-class': sites,
  } satisfies typeof subjects);
});
afterAll(() => host.close());

/** The share of pixels of which a colour differs by more than `least` of 255. */
function different(a: Pixels, b: Pixels, least: number): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let count = 0;
  for (let i = 0; i < a.data.length; i += 4)
    if (Math.max(...[0, 1, 2].map(k => Math.abs(a.data[i + k] - b.data[i + k]))) > least) count++;
  return count / (a.width * a.height);
}

async function smallPng(png: Buffer): Promise<Buffer> {
  const { width: w, height: h, data } = await pixelsOf(png, width);
  const canvas = createCanvas(w, h);
  const context = canvas.getContext('2d');
  const image = context.createImageData(w, h);
  image.data.set(data);
  context.putImageData(image, 0, 0);
  return canvas.encode('webp', 82);
}

const drawn = new Map<string, { preview: MapPreview; png: Buffer }>();

describe('maps of the demo workspace', () => {
  it.each(mapKinds.map(k => k.kind))('%s looks as it did', async kind => {
    const preview = await call<MapPreview>('map.preview', { subject: subjects[kind], kind, sheet });
    const png = Buffer.from(preview.png, 'base64');
    drawn.set(kind, { preview, png });
    const reference = new URL(`./reference/${kind}-map.webp`, import.meta.url);
    // A missing reference is written, and the test fails so that somebody looks at it.
    if (!existsSync(reference)) {
      writeFileSync(reference, await smallPng(png));
      throw new Error('the reference picture was missing; look at the new one and run again');
    }
    const share = different(await pixelsOf(png, width), await pixelsOf(readFileSync(reference)), 64);
    expect(share).toBeLessThan(0.004);
  });

  it.runIf(hasPoppler).each(['water-class'] as const)(
    '%s: PDF and preview are the same page, with Chinese letters as pixels',
    async kind => {
      const directory = join(folder, 'data', kind);
      const { products } = await call<{ products: { path: string }[] }>('export.map', { subject: subjects[kind], kind, sheet, directory, formats: ['pdf'] }); // prettier-ignore
      const at = 110;
      execFileSync('pdftoppm', [
        '-r',
        String(at),
        '-png',
        '-singlefile',
        products[0].path,
        join(folder, kind),
      ]);
      const painted = readFileSync(join(folder, `${kind}.png`));
      const { preview, png } = drawn.get(kind)!;
      // Nearest pixels of the scene at two resolutions: compared where each pixel is the mean of many.
      const coarse = 210;
      const share = different(await pixelsOf(png, coarse), await pixelsOf(painted, coarse), 48);
      expect(share).toBeLessThan(0.02);
      // The title is of Chinese letters only: blanks or boxes in their place would be far from this.
      const title = preview.blocks.find(b => b.name === 'title')!;
      const ink = async (picture: Buffer) => {
        const { width: w, data } = await pixelsOf(picture);
        const px = (mm: number) => Math.round((mm / 25.4) * at);
        let dark = 0;
        for (let y = px(title.y); y < px(title.y + title.height); y++)
          for (let x = px(title.x); x < px(title.x + title.width); x++)
            if (data[(y * w + x) * 4 + 1] < 110) dark++;
        return dark;
      };
      const [inPdf, inPreview] = [await ink(painted), await ink(png)];
      expect(inPreview).toBeGreaterThan(1500);
      expect(Math.abs(inPdf / inPreview - 1)).toBeLessThan(0.15);
    },
  );
});
