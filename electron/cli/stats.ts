import type { ZoneStatistics } from '#core/assessment/assessment.ts';
import { zoneStatistics } from '#core/assessment/zone-statistics.ts';
import { emptyTally } from '#core/zones/tally.ts';
import { findIndex, kernelFor, wavelengthWarning } from '#services/assess/index-choice.ts';
import { placeZones } from '#services/assess/place-zones.ts';
import { makeRecipe } from '#services/assess/recipe.ts';
import { tallyZones } from '#services/assess/tally-zones.ts';
import { readZones } from '#services/exchange/read-zones.ts';
import { openScene } from '#services/raster/open-scene.ts';
import { RasterPool } from '#services/raster/raster-pool.ts';
import {
  cloudsOption,
  commonOptions,
  parse,
  required,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
  zoneOptions,
} from './arguments.ts';
import { printJson, printTable, progressLine } from './print.ts';

/** `bloomline stats`: exact coverage-weighted statistics of an index per zone. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    ...sceneOptions,
    ...zoneOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
  });
  if (!values.scene?.length) throw new UsageError('--scene is needed');
  const zonesPath = required('zones', values.zones);
  const indexName = required('index', values.index);
  const clouds = cloudsOption(values.clouds);
  const scene = openScene(values.scene, sceneOptionsOf(values));
  const { id, formula } = findIndex(indexName);
  kernelFor(scene, formula);
  const zones = await readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  const placed = placeZones(zones.zones, zones.crs, scene.grid, zonesPath);
  const usable = placed.filter(p => p.window && p.edges).map(p => ({ edges: p.edges!, window: p.window! }));
  const pool = new RasterPool();
  try {
    const tallies = await tallyZones(scene, formula, usable, null, clouds, pool, {
      onProgress: progressLine(),
    });
    let next = 0;
    const rows = placed.map((zone): ZoneStatistics => {
      if (!zone.problem) return zoneStatistics(zone.name, tallies[next++]);
      return {
        ...zoneStatistics(zone.name, emptyTally(null)),
        problem: { code: zone.problem.code, message: zone.problem.message },
      };
    });
    const warning = wavelengthWarning(scene, formula);
    const recipe = await makeRecipe({
      kind: 'statistics',
      scenes: [scene],
      files: [zonesPath],
      zones: zones.zones,
      parameters: {
        index: id,
        formula,
        clouds,
        zonesFile: zonesPath,
        layer: zones.layer,
        zoneName: zones.nameField,
      },
      rules: [],
      warnings: [...(warning ? [warning] : []), ...zones.problems.map(p => `${p.zone}: ${p.message}`)],
    });
    for (const row of rows)
      if (row.problem)
        process.stderr.write(`warning[${row.problem.code}]: ${row.zone}: ${row.problem.message}\n`);
    if (values.json) printJson({ index: id, zones: rows, recipe });
    else {
      printTable(
        ['zone', 'mean', 'min', 'max', 'std', 'pixels', 'valid pixels', 'km²', 'valid km²'],
        rows.map(r => [
          r.zone,
          r.mean,
          r.min,
          r.max,
          r.std,
          r.coveragePixels,
          r.validCoveragePixels,
          r.areaKm2,
          r.validAreaKm2,
        ]),
      );
    }
  } finally {
    await pool.close();
  }
}
