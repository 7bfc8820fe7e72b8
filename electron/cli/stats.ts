import { fileResolver } from '#host/run/resolvers.ts';
import { statSync } from 'node:fs';
import { type ZoneStatistics, zoneStatistics } from '#core/tally/zone-statistics.ts';
import { beyondPlausible, plausibleValues } from '#core/scene/plausible-values.ts';
import { inWords } from '#core/words/said.ts';
import { findIndex, kernelFor, wavelengthWarning } from '#host/run/index/index-choice.ts';
import { placeWhole, placeZones, usableZones } from '#host/run/zones/place-zones.ts';
import { maskWarnings, planMask } from '#host/run/mask/plan-mask.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { recordMask } from '#host/recipe/recorded-mask.ts';
import { tallyZones } from '#host/run/zones/tally-zones.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { radiometryDoubts } from '#host/raster/check-radiometry.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  commonOptions,
  numberOption,
  parse,
  required,
  requiredScene,
  sceneOptions,
  sceneOptionsOf,
  zoneOptions,
  zoneReading,
} from './arguments.ts';
import { maskCommandOptions, maskFilesOf, maskRefOf } from './mask-arguments.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** Files above this size, and product folders, are worth worker threads. */
const largeBytes = 8_000_000;

function isLarge(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isDirectory() || stat.size > largeBytes);
}

/**
 * `bloomline stats`: exact coverage-weighted statistics of an index per zone; `--zones scene` takes the whole scene as
 * one zone, `--threshold` adds the area above it.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    ...sceneOptions,
    ...zoneOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
    acquired: { type: 'string' },
    threshold: { type: 'string' },
    ...maskCommandOptions,
  });
  const scenePaths = requiredScene(values.scene);
  const zonesPath = required('zones', values.zones);
  const threshold = numberOption('threshold', values.threshold);
  const indexName = required('index', values.index);
  const mask = await fileResolver.mask(maskRefOf(values), { files: scenePaths });
  const pool = new RasterPool();
  try {
    // Worker threads start while the scene is opened and the zones are read.
    if (scenePaths.some(isLarge)) pool.warm();
    const scene = await openAtLevel(scenePaths, sceneOptionsOf(values));
    const { id, formula } = findIndex(indexName);
    kernelFor(scene, formula);
    const wholeScene = zonesPath === 'scene';
    const zones = wholeScene ? null : await readZones(zonesPath, zoneReading(values));
    const placed = zones ? placeZones(zones, scene.grid) : [placeWhole(scene.grid, scene.name)];
    const range = threshold === undefined ? null : { min: threshold, max: threshold, step: 1 };
    const masking = planMask(scene, zones ? usableZones(zones, placed) : { zones: [], crs: null }, mask);
    const warning = wavelengthWarning(scene, formula);
    const recipeParts = {
      kind: 'statistics' as const,
      scenes: [scene],
      zones,
      files: maskFilesOf(values),
      wholeHashUpTo: 64 * 2 ** 20,
      parameters: {
        index: id,
        formula,
        ...recordMask(mask),
        zonesFile: zonesPath,
        layer: zones?.layer ?? null,
        zoneName: zones?.nameField ?? null,
        ...(threshold === undefined ? {} : { threshold }),
      },
      rules: [],
      warnings: [
        ...(warning ? [warning] : []),
        ...(masking === mask.options.clouds ? [] : maskWarnings(scene, mask)),
      ],
    };
    // Files and zones are hashed, and the radiometry looked at, while the worker threads count.
    const [tallies, made, doubts] = await Promise.all([
      tallyZones(scene, formula, placed, range, masking, pool, { onProgress: progressLine() }),
      makeRecipe(recipeParts),
      radiometryDoubts(scene),
    ]);
    const rows = placed.map(({ name, problem }, i): ZoneStatistics & { aboveAreaKm2?: number } => ({
      ...zoneStatistics(name, tallies[i]),
      ...(threshold === undefined ? {} : { aboveAreaKm2: tallies[i].aboveM2 * 1e-6 }),
      ...(problem ? { problem: { code: problem.code, message: problem.message } } : {}),
    }));
    const plausible = plausibleValues(scene, formula);
    const beyond = rows.flatMap(row => {
      const said = plausible && beyondPlausible(row.zone, formula, row, plausible);
      return said ? [inWords(said, 'en')] : [];
    });
    const told = [...doubts.warnings, ...beyond];
    for (const warning of [...made.warnings, ...told]) printWarning(warning);
    const recipe = { ...made, warnings: [...new Set([...made.warnings, ...told])] };
    for (const row of rows)
      if (row.problem)
        process.stderr.write(`warning[${row.problem.code}]: ${row.zone}: ${row.problem.message}\n`);
    if (values.json) printJson({ index: id, zones: rows, recipe });
    else {
      printTable(
        [
          'zone',
          'mean',
          'min',
          'max',
          'std',
          'pixels',
          'valid pixels',
          'km²',
          'valid km²',
          ...(threshold === undefined ? [] : [`km² above ${threshold}`]),
        ],
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
          ...(threshold === undefined ? [] : [r.aboveAreaKm2 ?? null]),
        ]),
      );
    }
  } finally {
    await pool.close();
  }
}
