import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import {
  recipeVersion,
  type DescribedScene,
  type MatterParameters,
  type RecipeInput,
  type RecipeKind,
  type RecipeOf,
} from '#core/recipe/recipe.ts';
import { datumNote } from '#core/grid/datum.ts';
import type { Crs } from '#core/grid/grid.ts';
import { isUrl, plainUrl } from '#core/scene/is-url.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import type { Scene } from '#core/scene/scene.ts';
import { userOptions } from '#core/scene/user-options.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish } from '#core/words/said.ts';
import { fileError } from '#host/files/file-error.ts';
import { geolocationFileOf } from '#host/raster/arrays/rasters.ts';
import { placeOf } from '#host/formats/archive/paths.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';
import { HttpSource } from '#host/raster/tiff/source/http-source.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';

/** How coverage and area are counted; printed in every table and recipe. */
export const coverageRule = inEnglish('zones.coverage-rule');
export const areaRule = inEnglish('zones.area-rule');

/** Files up to this are read at once. */
const wholeFileBytes = 4 * 2 ** 20;

const hashes = new Map<string, string>();

/** SHA-256 of a file, remembered while its size and time stay the same. */
export async function hashFile(path: string, progress: Progress = {}): Promise<RecipeInput> {
  try {
    const place = placeOf(path);
    const { size: whole, mtimeMs } = statSync(place?.path ?? path);
    const size = place?.bytes ?? whole;
    const key = `${place?.path ?? path}|${place?.offset ?? 0}|${size}|${mtimeMs}`;
    let sha256 = hashes.get(key);
    if (!sha256) {
      const hash = createHash('sha256');
      if (size <= wholeFileBytes && !place) hash.update(readFileSync(path));
      else if (size > 0)
        for await (const part of createReadStream(place?.path ?? path, {
          highWaterMark: wholeFileBytes,
          ...(place ? { start: place.offset, end: place.offset + size - 1 } : {}),
        })) {
          throwIfCancelled(progress.signal);
          hash.update(part as Buffer);
        }
      sha256 = hash.digest('hex');
      hashes.set(key, sha256);
    }
    return { path, bytes: size, sha256 };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code ? fileError(path, error) : error;
  }
}

const sampleBytes = 65536;
const samples = 64;

/** A quick mark of a large file for numbers that are only printed: 64 parts of 64 KB, its size and its time. */
function fingerprintFile(path: string): RecipeInput {
  const source = openSource(path);
  try {
    const hash = createHash('sha256').update(`${source.bytes} ${source.modifiedMs} `);
    for (let i = 0; i < samples; i++)
      hash.update(source.read(Math.floor(((source.bytes - sampleBytes) * i) / (samples - 1)), sampleBytes));
    return { path, bytes: source.bytes, sha256: null, fingerprint: hash.digest('hex') };
  } finally {
    source.close();
  }
}

const headBytes = 65536;

/**
 * What lies on a server is told by what the server says of it and by its first bytes; a key in the address is left
 * out.
 */
function rememberUrl(url: string): RecipeInput {
  const source = new HttpSource(url);
  try {
    const { bytes, etag, lastModified } = source;
    const head = source.read(0, Math.min(headBytes, bytes));
    const fingerprint = createHash('sha256').update(head).digest('hex');
    return { path: plainUrl(url), bytes, sha256: null, fingerprint, etag, lastModified };
  } finally {
    source.close();
  }
}

export interface RecipeParts<Kind extends RecipeKind, Parameters extends object> {
  kind: Kind;
  scenes: readonly Scene[];
  /** Hashed by name and outline, wherever they came from; null for a result without zones. */
  zones: ZoneSet | null;
  /** Files beside those of scenes and zones. */
  files?: readonly string[];
  /** Files above this many bytes get a fingerprint of samples instead of a hash of every byte. */
  wholeHashUpTo?: number;
  parameters: Parameters;
  rules: RecipeOf<Kind, Parameters>['rules'];
  warnings: readonly string[];
}

/** The scene's files as a recipe names them. */
export const filesOf = (scene: Scene): string[] =>
  scene.files.map(f => (isUrl(f.file) ? plainUrl(f.file) : f.file));

/** What was believed of a scene. */
export function describeScene(scene: Scene): DescribedScene {
  return {
    name: scene.name,
    sensor: scene.sensor,
    acquired: scene.acquired,
    crs: scene.grid.crs?.name ?? null,
    files: filesOf(scene),
    /** What a person said of it, over what its files say. */
    said: userOptions(scene),
    ...(scene.preparation ? { quantity: quantityOf(scene), steps: scene.preparation.steps } : {}),
    bands: scene.bands
      .filter(b => b.role)
      .map(b => ({
        band: b.index,
        role: b.role,
        nodata: jsonNumber(b.nodata),
        scale: b.radiometry.scale,
        offset: b.radiometry.offset,
        ...(b.radiometry.sphericalAlbedo === undefined
          ? {}
          : { sphericalAlbedo: b.radiometry.sphericalAlbedo }),
        source: b.radiometry.source,
      })),
  };
}

/** A file as a recipe names it: hashed whole up to `wholeHashUpTo` bytes, else by a fingerprint. */
export async function recipeInput(
  path: string,
  wholeHashUpTo = Infinity,
  progress: Progress = {},
): Promise<RecipeInput> {
  if (isUrl(path)) return rememberUrl(path);
  return (placeOf(path)?.bytes ?? statSync(path).size) > wholeHashUpTo
    ? fingerprintFile(path)
    : hashFile(path, progress);
}

/** SHA-256 over names and outlines. */
export const hashZones = (zones: readonly Pick<Zone, 'name' | 'geometry'>[]): string =>
  createHash('sha256')
    .update(JSON.stringify(zones.map(z => [z.name, z.geometry])))
    .digest('hex');

/** Everything needed to make the numbers again, with a hash of every input. */
export async function makeRecipe<Kind extends RecipeKind, Parameters extends object>(
  parts: RecipeParts<Kind, Parameters>,
  progress: Progress = {},
): Promise<RecipeOf<Kind, Parameters & MatterParameters>> {
  const { zones, files: zoneFiles, crs, problems = [] }: ZoneSet = parts.zones ?? noZones;
  // What places a swath is an input as well.
  const files = parts.scenes.flatMap(s =>
    s.files.flatMap(({ file }) => [file, ...[geolocationFileOf(file) ?? []].flat()]),
  );
  const paths = [...new Set([...files, ...zoneFiles, ...(parts.files ?? [])])];
  const inputs: RecipeInput[] = [];
  for (const path of paths) inputs.push(await recipeInput(path, parts.wholeHashUpTo, progress));
  return {
    kind: parts.kind,
    version: recipeVersion,
    software: { name: 'Bloomline', version: softwareVersion() },
    created: new Date().toISOString(),
    inputs,
    parameters: {
      ...parts.parameters,
      zones: zones.map(z => z.name),
      zonesSha256: hashZones(zones),
      scenes: parts.scenes.map(describeScene),
    },
    rules: parts.rules,
    coverageRule,
    areaRule,
    warnings: [
      ...new Set([
        ...parts.scenes.flatMap(s => s.warnings),
        ...datumNotes(crs, parts.scenes),
        ...problems.map(({ zone, message }) => `${zone}: ${message}`),
        ...parts.warnings,
      ]),
    ],
    simulated: parts.scenes.some(s => s.simulated),
  };
}

const noZones: ZoneSet = { zones: [], crs: null, subject: '', files: [] };

/** Shifts between the datums of zones and scenes, and where none is known. */
function datumNotes(zones: Crs | null, scenes: readonly Scene[]): string[] {
  const systems = [zones, ...scenes.map(scene => scene.grid.crs)].filter(crs => crs !== null);
  return systems.slice(1).flatMap(crs => datumNote(systems[0], crs) ?? []);
}

/** JSON has no NaN and no infinity. */
export function jsonNumber(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : Number.isNaN(value) ? 'nan' : String(value);
}
