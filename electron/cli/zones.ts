import { basename, extname, resolve } from 'node:path';
import {
  gapsBetween,
  intersectZones,
  overlapsWithin,
  partsAsZones,
  sharesOf,
  sliverM2,
} from '#core/zones/zone-overlay.ts';
import { lonLatZones } from '#host/run/zones/overlay-zones.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { writeGeoPackage, type ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import type { ReadZonesOptions } from '#host/formats/read-zones.ts';
import type { Zone } from '#core/zones/zone.ts';
import { commonOptions, numberOption, parse, required, UsageError, zoneReading } from './arguments.ts';
import { printJson, printTable, printWarning } from './print.ts';

const options = {
  ...commonOptions,
  layer: { type: 'string' },
  'zone-name': { type: 'string' },
  'zones-crs': { type: 'string' },
  'swap-axes': { type: 'boolean' },
  'with-layer': { type: 'string' },
  'with-name': { type: 'string' },
  'least-m2': { type: 'string' },
  out: { type: 'string' },
} as const;

/** `bloomline zones check|intersect`: overlaps and gaps of a set of zones; two sets laid on each other. */
export async function run(args: string[]): Promise<void> {
  const [what, ...rest] = args;
  const { values, positionals } = parse(rest, options, true);
  const least = numberOption('least-m2', values['least-m2']) ?? sliverM2;
  const first = zoneReading(values);
  if (what === 'check' && positionals.length === 1)
    return check(resolve(positionals[0]), first, least, values.json);
  if (what !== 'intersect' || positionals.length !== 2)
    throw new UsageError('expected zones check <file>, or zones intersect <file> <other file> --out <file>');
  const [a, b] = [
    await lonLatZones(resolve(positionals[0]), first),
    await lonLatZones(resolve(positionals[1]), {
      layer: values['with-layer'],
      nameField: values['with-name'],
    }),
  ];
  const parts = intersectZones(a.zones, b.zones, least);
  const name = basename(positionals[1], extname(positionals[1]));
  const out = resolve(required('out', values.out));
  await write(out, partsAsZones(a.zones, b.zones, parts, name));
  const rows = sharesOf(a.zones, parts);
  const problems = [...a.problems, ...b.problems];
  tell(problems);
  if (values.json)
    printJson({
      out,
      zones: rows,
      parts: parts.map(p => ({ zone: a.zones[p.a].name, with: b.zones[p.b].name, areaM2: p.areaM2 })),
      problems,
    });
  else {
    printTable(
      ['zone', 'm²', 'parts', 'inside m²', 'outside m²'],
      rows.map(r => [r.zone, r.areaM2, r.parts, r.insideM2, r.outsideM2]),
    );
    process.stdout.write(`${parts.length} parts: ${out}\n`);
  }
}

async function check(
  path: string,
  names: ReadZonesOptions,
  least: number,
  json: boolean | undefined,
): Promise<void> {
  const { zones, problems } = await lonLatZones(path, names);
  const overlaps = overlapsWithin(zones, least).map(({ a, b, areaM2 }) => ({
    a: zones[a].name,
    b: zones[b].name,
    areaM2,
  }));
  const gaps = gapsBetween(zones, least).map(({ areaM2, at }) => ({ areaM2, lon: at[0], lat: at[1] }));
  tell(problems);
  if (json) return printJson({ zones: zones.length, overlaps, gaps, problems });
  process.stdout.write(`${zones.length} zones, ${overlaps.length} overlaps, ${gaps.length} gaps\n`);
  if (overlaps.length > 0)
    printTable(
      ['zone', 'and', 'overlap m²'],
      overlaps.map(o => [o.a, o.b, o.areaM2]),
    );
  if (gaps.length > 0)
    printTable(
      ['gap m²', 'lon', 'lat'],
      gaps.map(g => [g.areaM2, g.lon, g.lat]),
    );
}

function tell(problems: readonly { zone: string; message: string }[]): void {
  for (const { zone, message } of problems) printWarning(message, zone);
}

async function write(path: string, zones: readonly Zone[]): Promise<void> {
  const kind = extname(path).toLowerCase();
  const features = zones.map(zone => ({
    geometry: zone.geometry,
    properties: { ...zone.attributes, name: zone.name },
  }));
  if (kind === '.geojson') return writeGeoJson(path, features, { name: 'parts' });
  if (kind !== '.gpkg')
    throw new UsageError(`--out ${path}: expected a name that ends with .gpkg or .geojson`);
  const keys = ['name', ...new Set(zones.flatMap(zone => Object.keys(zone.attributes)))].filter(
    (key, i, all) =>
      all.findIndex(other => other.toLowerCase() === key.toLowerCase()) === i &&
      !['fid', 'id', 'geom'].includes(key.toLowerCase()),
  );
  const fields = keys.map((name): ExportLayer['fields'][number] => ({
    name,
    type:
      zones.every(zone => typeof (zone.attributes[name] ?? 0) === 'number') && name !== 'name'
        ? 'real'
        : 'text',
  }));
  await writeGeoPackage(path, [{ name: 'parts', srs: 4490, type: 'MULTIPOLYGON', fields, features }]);
}
