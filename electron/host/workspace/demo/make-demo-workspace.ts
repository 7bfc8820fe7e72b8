import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Crs, Grid } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { asWriteError, writeInWorkspace } from '#host/files/atomic-file.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { demoSites } from './demo-sites.ts';
import { demoGrid, demoPixel, lakeRing, seasons, type Season } from './landscape.ts';

const bandNames = ['B02', 'B03', 'B04', 'B05', 'B08', 'B11'];
const who = 'demo';

/**
 * Makes the demonstration workspace: two simulated scenes, a lake, its parts, redline zones and ground plots. It is
 * made under another name and renamed, so a half-made one is never opened. Everything in it is marked as simulated.
 */
export async function makeDemoWorkspace(directory: string): Promise<void> {
  if (existsSync(join(directory, catalogueFile)))
    throw new BloomlineError('bad-input', directory, say('host.demo-exists'));
  let part: string;
  try {
    mkdirSync(dirname(directory), { recursive: true });
    part = mkdtempSync(`${directory}-part-`);
  } catch (error) {
    throw asWriteError(error, directory);
  }
  try {
    for (const season of seasons) await writeScene(join(part, 'scenes', sceneName(season)), season);
    mkdirSync(join(part, 'zones'), { recursive: true });
    const sets = zoneSets();
    for (const { file, set, zones } of sets)
      await writeGeoJson(
        join(part, 'zones', file),
        zones.map(z => ({ geometry: z.geometry, properties: { 名称: z.name, ...z.attributes } })),
        {
          name: set,
          properties: { simulated: true },
        },
      );
    await fillCatalogue(part, sets);
    if (!existsSync(directory)) renameSync(part, directory);
    else {
      // Into a folder that is there the catalogue comes last: without it the folder is no workspace.
      const catalogue = join(part, catalogueFile);
      cpSync(part, directory, { recursive: true, filter: source => source !== catalogue });
      await writeInWorkspace(join(directory, catalogueFile), file => copyFileSync(catalogue, file));
    }
  } catch (error) {
    throw asWriteError(error, directory);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** The folder of a season's scene: SIM_20240722. */
export function sceneName(season: Season): string {
  return `SIM_${season.time.slice(0, 10).replaceAll('-', '')}`;
}

async function fillCatalogue(directory: string, sets: ZoneSetContent[]): Promise<void> {
  const catalogue = await openCatalogue(directory, { create: true });
  try {
    for (const { set, kind, zones } of sets)
      catalogue.zones.import(who, { set, kind, zones, simulated: true });
    for (const season of seasons) {
      const scene = openScene([join(directory, 'scenes', sceneName(season))]);
      catalogue.scenes.add(who, scene, footprintOf(scene));
    }
    for (const { site, observations } of demoSites(toLonLat)) {
      const { id } = catalogue.sites.add(who, { ...site, simulated: true });
      for (const { time, values } of observations)
        catalogue.observations.add(who, {
          siteId: id,
          time,
          values,
          method: '模拟 simulated',
          observer: '演示 demo',
        });
    }
  } finally {
    catalogue.close();
  }
}

const crs = (): Crs => crsFromEpsg(demoGrid.epsg)!;

function grid(): Grid {
  const { width, height, pixelM, originX, originY } = demoGrid;
  return { width, height, affine: [originX, pixelM, 0, originY, 0, -pixelM], crs: crs() };
}

async function writeScene(folder: string, season: Season): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { width, height } = demoGrid;
  const bands = bandNames.map(() => new Uint16Array(width * height));
  const scl = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    for (let col = 0; col < width; col++) {
      const at = row * width + col;
      // The swath ends obliquely in the lower right corner: nodata.
      if (col + (row - height) * 0.18 > width - 20) continue;
      const pixel = demoPixel(col, row, season);
      pixel.reflectance.forEach(
        (value, i) => (bands[i][at] = Math.max(1, Math.round((value + 0.1) * 10000))),
      );
      scl[at] = pixel.scl;
    }
  const stem = `SIM_${season.time.replace(/[-:]/g, '').slice(0, 15)}`;
  const items = { BLOOMLINE_SIMULATED: 'yes', BLOOMLINE_ACQUIRED: season.time };
  for (const [i, name] of bandNames.entries())
    await writeGeoTiff(join(folder, `${stem}_${name}.tif`), {
      grid: grid(),
      bands: [bands[i]],
      nodata: 0,
      descriptions: [name],
      items,
    });
  await writeGeoTiff(join(folder, `${stem}_SCL.tif`), {
    grid: grid(),
    bands: [scl],
    nodata: 0,
    descriptions: ['SCL'],
    items,
  });
}

interface ZoneSetContent {
  file: string;
  set: string;
  kind: 'lake' | 'redline';
  zones: Zone[];
}

const toMap = ([col, row]: number[]): number[] => [
  demoGrid.originX + col * demoGrid.pixelM,
  demoGrid.originY - row * demoGrid.pixelM,
];

function lonLatPolygon(rings: number[][][], name: string): MultiPolygon {
  return projectPolygons([rings.map(ring => ring.map(toMap))], name, crs(), cgcs2000, 1e-7);
}

/** Longitude and latitude of a column and row. */
function toLonLat(col: number, row: number): [number, number] {
  const [[[corner]]] = lonLatPolygon(
    [
      [
        [col, row],
        [col + 1, row],
        [col, row + 1],
        [col, row],
      ],
    ],
    'site',
  );
  return [corner[0], corner[1]];
}

/** The part of a ring between two columns (Sutherland–Hodgman on two half planes). */
function slice(ring: number[][], from: number, to: number): number[][] {
  const clip = (points: number[][], inside: (p: number[]) => boolean, edge: number): number[][] => {
    const out: number[][] = [];
    points.forEach((p, i) => {
      const q = points[(i + 1) % points.length];
      if (inside(p)) out.push(p);
      if (inside(p) !== inside(q)) out.push([edge, p[1] + ((q[1] - p[1]) * (edge - p[0])) / (q[0] - p[0])]);
    });
    return out;
  };
  const open = clip(
    clip(ring.slice(0, -1), p => p[0] >= from, from),
    p => p[0] <= to,
    to,
  );
  return [...open, open[0]];
}

function zoneSets(): ZoneSetContent[] {
  const shore = lakeRing();
  const part = (name: string, ring: number[][], attributes: Zone['attributes'] = {}): Zone => ({
    name,
    geometry: lonLatPolygon([ring], name),
    attributes: { ...attributes, 模拟: '是' },
  });
  return [
    { file: 'lake.geojson', set: '碧澜湖(模拟)', kind: 'lake', zones: [part('碧澜湖', shore)] },
    {
      file: 'lake-parts.geojson',
      set: '碧澜湖湖区(模拟)',
      kind: 'lake',
      zones: [
        part('西部湖区', slice(shore, 0, 440)),
        part('湖心区', slice(shore, 440, 680)),
        part('东部湖区', slice(shore, 680, 1200)),
      ],
    },
    {
      file: 'redline.geojson',
      set: '生态保护红线(模拟)',
      kind: 'redline',
      zones: [
        part(
          '松岗水源涵养区',
          [
            [60, 60],
            [300, 40],
            [330, 150],
            [250, 250],
            [90, 230],
            [60, 60],
          ],
          { 编号: 'SIM-01', 类型: '水源涵养' },
        ),
        part(
          '青峦生物多样性区',
          [
            [930, 70],
            [1120, 90],
            [1130, 280],
            [1000, 310],
            [915, 220],
            [930, 70],
          ],
          { 编号: 'SIM-02', 类型: '生物多样性维护' },
        ),
        part(
          '南坡水土保持区',
          [
            [920, 610],
            [1080, 600],
            [1060, 800],
            [940, 830],
            [890, 720],
            [920, 610],
          ],
          { 编号: 'SIM-03', 类型: '水土保持' },
        ),
        part(
          '芦湾湿地',
          [
            [80, 690],
            [290, 700],
            [310, 830],
            [130, 850],
            [80, 690],
          ],
          { 编号: 'SIM-04', 类型: '湿地' },
        ),
      ],
    },
  ];
}
