import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAvailable, type BenchPlaces, type Job } from './job.ts';

/** Ground data: bringing observations in, and the sites of a view. The rival keeps no journal and checks nothing. */
export function fieldJobs({ bloomline, folder }: BenchPlaces): Job[] {
  const observations = join(folder, 'observations_200000.csv');
  if (!existsSync(observations)) writeTable(observations, 2000, 100);
  const stations = join(folder, 'stations_1200000.csv');
  if (!existsSync(stations)) writeStations(stations, 20, 7500);
  const sites = join(folder, 'sites_50000.csv');
  if (!existsSync(sites)) writeTable(sites, 50_000, 1);
  const workspace = join(folder, 'sites-workspace');
  const rival = join(folder, 'sites_50000.gpkg');
  const available = isAvailable('ogr2ogr', ['--version']);
  const shell = (script: string) => ['sh', '-c', script];
  const quoted = (...words: string[]) => words.map(word => `'${word}'`).join(' ');
  const asPoints =
    '-oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo AUTODETECT_TYPE=YES -a_srs EPSG:4490';
  const fresh = join(folder, 'import-workspace');
  const target = join(folder, 'import.gpkg');
  const prepare = `[ -d '${workspace}' ] || ${quoted(...bloomline, 'import', sites, '--into', workspace)} >&2`;
  const view = [119, 32, 119.2, 32.2];
  return [
    {
      name: 'import of 200,000 observations of 2,000 sites',
      ours: shell(
        `rm -rf '${fresh}'; ${quoted(...bloomline, 'import', observations, '--into', fresh, '--json')}`,
      ),
      rivals: [
        {
          name: 'ogr2ogr to a GeoPackage of points (no journal, no checks)',
          command: shell(`rm -f '${target}'; ogr2ogr -f GPKG '${target}' '${observations}' ${asPoints}`),
          available,
          reach: 'reported',
        },
      ],
      runs: 3,
    },
    {
      name: 'import of 1,200,000 hourly values of 20 automatic stations',
      ours: shell(
        `rm -rf '${fresh}'; ${quoted(...bloomline, 'import', stations, '--into', fresh, '--json')}`,
      ),
      rivals: [
        {
          name: 'ogr2ogr to a GeoPackage, eight values in a row (no journal, no checks)',
          command: shell(`rm -f '${target}'; ogr2ogr -f GPKG '${target}' '${stations}' ${asPoints}`),
          available,
          reach: 'reported',
        },
      ],
      runs: 1,
    },
    {
      name: 'sites in view, 50,000 sites, to CSV',
      ours: shell(
        `${prepare}; ${quoted(...bloomline, 'export', 'plots', '--workspace', workspace, '--where', `box=${view.join(' ')}`, '--format', 'csv', '--out', join(folder, 'view.csv'))}`,
      ),
      rivals: [
        {
          name: 'ogr2ogr -spat',
          command: shell(
            `[ -f '${rival}' ] || ogr2ogr -f GPKG '${rival}' '${sites}' ${asPoints}; rm -f '${join(folder, 'view_rival.csv')}'; ogr2ogr -f CSV -spat ${view.join(' ')} '${join(folder, 'view_rival.csv')}' '${rival}'`,
          ),
          available,
          reach: 'reported',
        },
      ],
      runs: 3,
    },
  ];
}

/** Sites on a regular grid near 119° E, 32° N, each with `days` days of chlorophyll-a. */
function writeTable(path: string, sites: number, days: number): void {
  const side = Math.ceil(Math.sqrt(sites));
  const lines = ['name,lon,lat,date,chl-a (ug/L)'];
  for (let day = 0; day < days; day++) {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    for (let i = 0; i < sites; i++) {
      const lon = 119 + (i % side) / side;
      const lat = 32 + Math.floor(i / side) / side;
      lines.push(
        `s${i},${lon.toFixed(6)},${lat.toFixed(6)},${date},${(5 + ((i * 7 + day * 13) % 400) / 10).toFixed(1)}`,
      );
    }
  }
  writeFileSync(`${path}.part`, lines.join('\n'));
  renameSync(`${path}.part`, path);
}

/** Hours of a year at stations that measure eight parameters; some values lie below their limit. */
function writeStations(path: string, stations: number, hours: number): void {
  const lines = [
    'name,lon,lat,time,水温(℃),pH,溶解氧(mg/L),电导率(μS/cm),浊度(NTU),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L)',
  ];
  for (let hour = 0; hour < hours; hour++) {
    const time = new Date(Date.UTC(2025, 0, 1, hour)).toISOString().slice(0, 16).replace('T', ' ');
    for (let i = 0; i < stations; i++) {
      const v = (hour * 7 + i * 13) % 100;
      const ammonia = v < 5 ? '<0.025' : (0.03 + v / 400).toFixed(3);
      const numbers = [10 + v / 10, 7 + v / 100, 6 + v / 50, 300 + v, 5 + v / 5, 2 + v / 40].map(n =>
        n.toFixed(2),
      );
      lines.push(
        [
          `s${i}`,
          (119 + i / 50).toFixed(4),
          32.5,
          time,
          ...numbers,
          ammonia,
          (0.02 + v / 1500).toFixed(3),
        ].join(','),
      );
    }
  }
  writeFileSync(`${path}.part`, lines.join('\n'));
  renameSync(`${path}.part`, path);
}
