import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasQgis, python, type BenchPlaces, type Job } from './job.ts';

/**
 * 50 sheets over one image as one PDF. Ours are assessed first and have classes, table and recipe; the rival's show
 * the image.
 */
export function atlasJobs({ bloomline, folder, data, script }: BenchPlaces): Job[] {
  if (!hasQgis()) return [];
  const zones = join(folder, 'zones_50.geojson');
  if (!existsSync(zones)) {
    const all = JSON.parse(readFileSync(join(folder, 'zones_300.geojson'), 'utf8')) as { features: object[] };
    const named = all.features.slice(0, 50).map((f, i) => ({ ...f, properties: { name: `Z${i + 1}` } }));
    writeFileSync(zones, JSON.stringify({ ...all, features: named }));
  }
  const options = ['--bands', 'blue=1,green=2,red=3,nir=4', '--index', 'NDVI', '--threshold', '0.3', '--clouds', 'none']; // prettier-ignore
  return [
    {
      name: 'atlas of 50 sheets, one PDF at 300 dpi',
      ours: [...bloomline, 'map', 'bloom', '--scene', data.cog_deflate, '--zones', zones, ...options, '--atlas', 'zones', '--one-file', '--out', join(folder, 'atlas')], // prettier-ignore
      rivals: [
        {
          name: 'QGIS layout atlas (image and outlines only)',
          command: [python, script('qgis_atlas.py'), data.cog_deflate, zones, join(folder, 'qgis_atlas.pdf')],
          available: true,
          reach: '≤ 1.0',
        },
      ],
      runs: 3,
    },
  ];
}
