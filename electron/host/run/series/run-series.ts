import { isFolder } from '#host/formats/archive/paths.ts';
import { pointsOf, type SeriesResult } from '#core/bloom/series.ts';
import { findWarnings, type SiteDensity } from '#core/bloom/warning-rules.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { listObservations } from '#host/catalogue/observations.ts';
import type { SeriesEntry } from '#host/catalogue/series.ts';
import { listPictures } from '#host/raster/list-pictures.ts';
import { rastersOf, type SceneGroup } from '#host/raster/list-scenes.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { assessScenes, fingerprintOf } from './assess-series.ts';
import { correctionsByFiles, seriesParts } from './catalogue-series.ts';
import { hashZones } from '#host/recipe/recipe.ts';
import { bloomRules, warningRules } from '#host/run/rules/rules.ts';
import { seriesResult } from './series-result.ts';
import type { Progress } from '#host/files/progress.ts';

/** Scenes that are written to the catalogue together. */
const batch = 8;

/**
 * Brings a series up to date: scenes that are new, or whose files or hand corrections changed, are assessed and saved
 * as they are done; the others keep their numbers. Then the warning rules are asked. Cancelled, it keeps what it has,
 * and goes on next time.
 */
export async function runSeries(
  catalogue: Catalogue,
  pool: RasterPool,
  who: string,
  seriesId: number,
  progress: Progress = {},
): Promise<SeriesResult> {
  const head = catalogue.series.get(seriesId);
  const { folder } = head;
  const { zones, options } = seriesParts(catalogue, head.zoneIds, head.options);
  const groups = listPictures(folder, options.scene?.join);
  catalogue.series.keepZones(who, seriesId, hashZones(zones.zones));
  const known = new Map(catalogue.series.entries(seriesId).map(e => [e.scene, e.fingerprint]));
  const correctionsOfFiles = correctionsByFiles(catalogue, head.options);
  const correctionsOf = (group: SceneGroup) => correctionsOfFiles(filesOf(group));
  const prints = new Map(
    groups.map(group => [keyOf(folder, group), fingerprintOf(folder, filesOf(group), correctionsOf(group))]),
  );
  const fresh = groups.filter(group => known.get(keyOf(folder, group)) !== prints.get(keyOf(folder, group)));
  let waiting: SeriesEntry[] = [];
  const keep = () => {
    if (waiting.length) catalogue.series.put(who, seriesId, waiting);
    waiting = [];
  };
  try {
    await assessScenes(
      { folder, zones, options, correctionsOf, pool },
      fresh,
      ({ group, row, skipped }) => {
        const scene = keyOf(folder, group);
        waiting.push({ scene, fingerprint: prints.get(scene)!, row: row ?? null, problem: skipped ?? null });
        if (waiting.length >= batch) keep();
      },
      progress,
    );
  } finally {
    keep();
  }
  const result = await resultOf(catalogue, seriesId);
  const rules = warningRules();
  const found = zones.zones.map((zone, i) => {
    const points = pointsOf(result.series, i);
    return {
      zoneId: zone.id,
      zone: zone.name,
      simulated: result.recipe.simulated,
      findings: findWarnings(rules, bloomRules(), points, densitiesIn(catalogue, zone.geometry)),
    };
  });
  catalogue.warnings.put(who, seriesId, rules.version, found);
  return result;
}

/** A series as its saved scenes tell it. */
export async function resultOf(catalogue: Catalogue, seriesId: number): Promise<SeriesResult> {
  const { folder, zoneIds, options: kept } = catalogue.series.get(seriesId);
  const { zones, options } = seriesParts(catalogue, zoneIds, kept);
  const entries = catalogue.series.entries(seriesId);
  return seriesResult({
    folder,
    zones,
    options,
    rows: entries.flatMap(e => (e.row ? [e.row] : [])),
    skipped: entries.flatMap(e => (e.problem === null ? [] : [{ scene: e.scene, message: e.problem }])),
  });
}

/** A scene's place in the folder names it. */
function keyOf(folder: string, { paths }: SceneGroup): string {
  const inside = (path: string) =>
    path
      .slice(folder.length)
      .replace(/^[\\/]+/, '')
      .replaceAll('\\', '/');
  return paths.map(inside).join(' + ') || '.';
}

function filesOf({ paths }: SceneGroup): string[] {
  return paths.flatMap(path => (isFolder(path) ? rastersOf(path) : [path]));
}

/** Valid algal densities of the sites inside a zone, in cells per litre. */
function densitiesIn(catalogue: Catalogue, geometry: MultiPolygon): SiteDensity[] {
  return catalogue.sites.find({ area: geometry }).sites.flatMap(site =>
    listObservations(catalogue.reader, site.id)
      .filter(o => o.parameter === 'algal-density' && o.supersededBy === null && o.flag === 'valid')
      .map(o => ({ site: site.name, date: beijingTime(o.time)?.date ?? o.time, cellsPerLitre: o.value })),
  );
}
