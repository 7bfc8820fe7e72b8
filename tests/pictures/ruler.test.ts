import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { writeZones } from '../fixtures/small-scene.ts';
import { hasPoppler, pixelsOf, type Pixels } from './pixels.ts';

// 4 km × 4 km at 10 m in UTM 50 N, 60 km east of the central meridian.
const [left, top, size, side] = [560_000, 3_500_000, 10, 400];
/** Bloom: rows 120–199, columns 150–249. */
const bloom = { west: left + 1500, east: left + 2500, north: top - 1200, south: top - 2000 };
/** The lake that is assessed; the frame has its centre. */
const lake = { west: left + 400, east: left + 3600, north: top - 400, south: top - 3600 };
const centre = [(lake.west + lake.east) / 2, (lake.north + lake.south) / 2] as const;
const utm = '+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs';
const sites = [[561_000, 3_499_000], [562_730, 3_498_410], [563_000, 3_497_100]] as const; // prettier-ignore

/** Scale of UTM at a point: k0 (1 + x² / 2 k0² ρ ν), after Snyder (1987), eq. 8-11 without its small terms. */
function utmScale([x, y]: readonly [number, number]): number {
  const lat = (proj4(utm, 'WGS84', [x, y])[1] * Math.PI) / 180;
  const e2 = 0.00669438;
  const w = Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  const [rho, nu] = [(6378137 * (1 - e2)) / w ** 3, 6378137 / w];
  return 0.9996 * (1 + (x - 500_000) ** 2 / (2 * 0.9996 ** 2 * rho * nu));
}

/** The frame of A4 landscape as the house style has it: 188 × 152 mm at (9, 25), in a band of 4.4 mm. */
const frame = { left: 9 + 4.4, right: 9 + 188 - 4.4, top: 25 + 4.4, bottom: 25 + 152 - 4.4 };
const mmPerMetre = (scale: number) => 1000 / scale / utmScale(centre);
const onPaper = (scale: number, x: number, y: number): [number, number] => [
  (frame.left + frame.right) / 2 + (x - centre[0]) * mmPerMetre(scale),
  (frame.top + frame.bottom) / 2 - (y - centre[1]) * mmPerMetre(scale),
];

const folder = mkdtempSync(join(tmpdir(), 'bloomline-ruler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const dpi = 240;
const px = (mm: number) => (mm / 25.4) * dpi;
const mm = (pixels: number) => (pixels / dpi) * 25.4;

/** Draws a map from files, and answers its pixels as PNG and as painted PDF, and the PDF's path. */
async function draw(args: string[], to: string) {
  const out = join(folder, to);
  const run = runCli(['map', ...args, '--out', out, '--format', 'pdf,png', '--dpi', String(dpi), '--language', 'en', '--json']); // prettier-ignore
  expect(run.stderr).not.toContain('error');
  const { files } = JSON.parse(run.stdout) as { files: { path: string; scale: number }[] };
  const pdf = files.find(f => f.path.endsWith('.pdf'))!.path;
  const painted: [string, Pixels][] = [['PNG', await pixelsOf(readFileSync(files.find(f => f.path.endsWith('.png'))!.path))]]; // prettier-ignore
  if (hasPoppler) {
    execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', pdf, join(out, 'painted')]);
    painted.push(['PDF', await pixelsOf(readFileSync(join(out, 'painted.png')))]);
  }
  return { painted, pdf, scale: files[0].scale };
}

/** The box of pixels of a colour inside of a box of millimetres. */
function boxOf(
  { data, width }: Pixels,
  within: { left: number; top: number; right: number; bottom: number },
  is: (r: number, g: number, b: number) => boolean,
): number[] {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  for (let y = Math.ceil(px(within.top)); y < px(within.bottom); y++)
    for (let x = Math.ceil(px(within.left)); x < px(within.right); x++) {
      const i = (y * width + x) * 4;
      if (!is(data[i], data[i + 1], data[i + 2])) continue;
      found[0] = Math.min(found[0], x);
      found[1] = Math.min(found[1], y);
      found[2] = Math.max(found[2], x + 1);
      found[3] = Math.max(found[3], y + 1);
    }
  return found.map(mm);
}

/** Centres of words of a PDF in millimetres, as poppler reads them. */
function words(pdf: string): { text: string; x: number; y: number }[] {
  const page = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8' });
  const pattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
  return [...page.matchAll(pattern)].map(([, x1, y1, x2, y2, text]) => ({
    text,
    x: ((Number(x1) + Number(x2)) / 2 / 72) * 25.4,
    y: ((Number(y1) + Number(y2)) / 2 / 72) * 25.4,
  }));
}

const tolerance = 0.2;
const near = (found: number, expected: number, what: string) =>
  expect(Math.abs(found - expected), `${what}: ${found.toFixed(3)} mm, expected ${expected.toFixed(3)}`).toBeLessThan(tolerance); // prettier-ignore

describe('a ruler on the printed map', () => {
  const scene = join(folder, 'L_20240701.tif');
  const zones = join(folder, 'zones.geojson');
  const inputs = ['--scene', scene, '--zones', zones, '--bands', 'red=1,nir=2'];
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    const isBloom = (i: number) => {
      const [row, col] = [Math.floor(i / side), i % side];
      return row >= 120 && row < 200 && col >= 150 && col < 250;
    };
    const band = (water: number, algae: number) =>
      Uint16Array.from({ length: side * side }, (_, i) => (isBloom(i) ? algae : water));
    await writeGeoTiff(scene, {
      grid: { width: side, height: side, affine: [left, size, 0, top, 0, -size], crs: crsFromEpsg(32650)! },
      bands: [band(3000, 500), band(500, 3000)],
      nodata: 0,
    });
    const { west, east, north, south } = lake;
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
    writeZones(zones, [{ name: 'lake', ring }]);
    const rows = sites.map(([x, y], i) => {
      const [lon, lat] = proj4(utm, 'WGS84', [x, y]);
      return `S${i},${lon.toFixed(9)},${lat.toFixed(9)},2024-07-01,8`;
    });
    writeFileSync(join(folder, 'sites.csv'), `name,lon,lat,date,pH\n${rows.join('\n')}\n`);
  });

  // Round bar of at most 0.38 × 188 mm: 1 km is 40 mm.
  it('bloom at 1:25 000: corners, scale bar of 1 km, degrees on the neat line', async () => {
    const [scale, bar] = [25_000, 1000];
    const made = await draw(['bloom', ...inputs, '--index', 'NDVI', '--threshold', '0', '--map-scale', String(scale)], String(scale)); // prettier-ignore
    const [west, north] = onPaper(scale, bloom.west, bloom.north);
    const [east, south] = onPaper(scale, bloom.east, bloom.south);
    for (const [kind, pixels] of made.painted) {
      const green = boxOf(pixels, frame, (r, g, b) => g > r + 60 && g > b + 40);
      [west, north, east, south].forEach((expected, i) => near(green[i], expected, `${kind} edge ${i}`));

      // The bar's upper outline is the longest dark line left of the ratio.
      let longest = 0;
      for (let y = Math.round(px(179)); y < px(184); y++) {
        let run = 0;
        for (let x = Math.round(px(9)); x < px(75); x++) {
          run = pixels.data[(y * pixels.width + x) * 4] < 170 ? run + 1 : 0;
          longest = Math.max(longest, run);
        }
      }
      near(mm(longest) - 0.12, (bar * 1000) / scale, `${kind} scale bar`);
      // The same distance on the ground, eastwards over the centre, is as long on the map.
      const metres = bar * utmScale(centre);
      near(mm(longest) - 0.12, metres * mmPerMetre(scale), `${kind} scale bar over the map`);
    }
    if (!hasPoppler) return;
    const found = words(made.pdf);
    const half = {
      x: (frame.right - frame.left) / 2 / mmPerMetre(scale),
      y: (frame.bottom - frame.top) / 2 / mmPerMetre(scale),
    };
    const degrees = (text: string) => {
      const [, d, m, s] = /^(\d+)°(\d+)′(?:(\d+)″)?[EN]$/.exec(text)!;
      return Number(d) + Number(m) / 60 + Number(s ?? 0) / 3600;
    };
    const labels = found.filter(w => /^\d+°\d+′(\d+″)?[EN]$/.test(w.text));
    expect(labels.filter(l => l.text.endsWith('E')).length).toBeGreaterThanOrEqual(2);
    expect(labels.filter(l => l.text.endsWith('N')).length).toBeGreaterThanOrEqual(2);
    for (const label of labels) {
      const value = degrees(label.text);
      if (label.text.endsWith('E')) {
        const y = centre[1] + (label.y < 100 ? half.y : -half.y);
        // Where the meridian crosses that side: two steps of secant are exact to the millimetre.
        let x = centre[0];
        for (let step = 0; step < 3; step++) x += (value - proj4(utm, 'WGS84', [x, y])[0]) * 94_000;
        near(label.x, onPaper(scale, x, y)[0], label.text);
      } else {
        const x = centre[0] + (label.x > 100 ? half.x : -half.x);
        let y = centre[1];
        for (let step = 0; step < 3; step++) y += (value - proj4(utm, 'WGS84', [x, y])[1]) * 110_900;
        near(label.y, onPaper(scale, x, y)[1], label.text);
      }
    }
  });

  it('sites at 1:40 000: points from longitude and latitude, lines of kilometres', async () => {
    const scale = 40_000;
    const made = await draw(['sites', '--points', join(folder, 'sites.csv'), ...inputs, '--map-scale', String(scale), '--grid', 'kilometres', '--grid-step', '1000'], 'sites'); // prettier-ignore
    for (const [kind, pixels] of made.painted)
      for (const [x, y] of sites) {
        const at = onPaper(scale, x, y);
        const around = { left: at[0] - 1.6, right: at[0] + 1.6, top: at[1] - 1.6, bottom: at[1] + 1.6 };
        const red = boxOf(pixels, around, (r, g, b) => r > 130 && g < 110 && b < 110);
        near((red[0] + red[2]) / 2, at[0], `${kind} site x`);
        near((red[1] + red[3]) / 2, at[1], `${kind} site y`);
      }
    if (!hasPoppler) return;
    const numbers = words(made.pdf).filter(w => /^\d{3,4}$/.test(w.text));
    const eastings = numbers.filter(w => w.y < frame.top && w.y > 24);
    expect(eastings.map(w => Number(w.text)).sort()).toEqual([559, 560, 561, 562, 563, 564, 565]);
    for (const { text, x } of eastings) {
      // "562 km" is centred on its line; the number alone ends the unit's width before.
      const unit = words(made.pdf).find(w => w.text === 'km' && w.y < frame.top && w.x > x && w.x < x + 8)!;
      const expected = onPaper(scale, Number(text) * 1000, centre[1])[0];
      expect(x).toBeLessThan(expected);
      expect(unit.x).toBeGreaterThan(expected);
    }
  });
});
