import { existsSync, openSync, readFileSync, readSync, closeSync, statSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { BloomlineError } from '#core/foundation/errors.ts';
import { openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { z } from 'zod';
import { recordHeadSchema, type ReadRecord } from '#core/review/records.ts';
import { say } from '#core/words/said.ts';
import { isIntact, sealedRecord, type RecordInput } from './sealed-record.ts';
import { packageFiles } from './package-manifest.ts';
import { openPackage } from '#host/formats/archive/open-package.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { fileError } from '#host/files/file-error.ts';

/** Products that are read whole: larger text is none of ours. */
const mostBytes = 512 * 2 ** 20;

/**
 * The record in a product: recipe JSON, GeoTIFF, GeoPackage, GeoJSON or PDF. Throws `not-found`, `bad-input` where
 * there is none or it was made before records were kept.
 */
export function readRecord(path: string): ReadRecord {
  let found: unknown;
  try {
    found = contentOf(path) ?? besideOf(path);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code && !(error instanceof BloomlineError)
      ? fileError(path, error)
      : error;
  }
  const read = asRecord(found);
  if (!read.success)
    throw new BloomlineError(
      'bad-input',
      path,
      found === null
        ? say('rerun.no-recipe')
        : say('rerun.not-usable', {
            where: read.error.issues[0].path.join('.'),
            what: read.error.issues[0].message,
          }),
    );
  return read.data;
}

/** The record of a result that is at hand. */
export function recordOf(input: RecordInput): ReadRecord {
  const read = asRecord(sealedRecord(input));
  if (!read.success) throw new RangeError(`no record: ${read.error.message}`);
  return read.data;
}

/** A value as a record, those of 0.1.0 brought to what they are now; what is wrong with it, where it is none. */
export function asRecord(value: unknown) {
  const whole = migrated(value);
  const read = recordHeadSchema.safeParse(whole);
  if (!read.success) return read;
  const intact = typeof value === 'object' && value !== null && isIntact(value);
  return { success: true as const, data: { ...read.data, intact, whole } satisfies ReadRecord };
}

/** Recipes of 0.1.0 said in a sentence whether the second date was resampled. */
function migrated(value: unknown): unknown {
  const old = z
    .looseObject({
      kind: z.literal('redline'),
      version: z.undefined(),
      parameters: z.looseObject({ alignment: z.string() }),
    })
    .safeParse(value);
  if (!old.success) return value;
  const { parameters } = old.data;
  const aligned = parameters.alignment.startsWith('second date on the grid');
  return { ...old.data, parameters: { ...parameters, aligned } };
}

function contentOf(path: string): unknown {
  if (statSync(path).size > mostBytes && !isTiff(path)) return null;
  const head = headOf(path);
  if (isTiff(path)) return fromJson(inspectFile(path).metadata.file.BLOOMLINE_RECIPE);
  if (head.startsWith('SQLite format 3')) return fromGeoPackage(path);
  if (head.startsWith('%PDF-')) return fromPdf(readFileSync(path));
  if (head.startsWith('PK')) return fromPackage(path);
  const json = fromJson(readFileSync(path, 'utf8'));
  if (json === null || typeof json !== 'object') return null;
  const inner = 'properties' in json ? (json.properties as { recipe?: unknown } | null)?.recipe : null;
  return inner ?? ('inputs' in json ? json : null);
}

/** A sealed package holds the record as a file of its own; other zips (XLSX, DOCX, QGZ, Shapefiles) hold none. */
function fromPackage(path: string): unknown {
  try {
    const bytes = openPackage(path).read(packageFiles.record);
    return bytes && fromJson(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * Products that cannot hold a record have it in the recipe beside them, under the same name; names of classes, in the
 * raster that they belong to.
 */
function besideOf(path: string): unknown {
  const raster = path.replace(/\.aux\.xml$/i, '');
  if (raster !== path && existsSync(raster)) return contentOf(raster) ?? besideOf(raster);
  const stem = path.replace(/(_shp)?\.[^.\\/]+$/i, '');
  const beside = `${stem}.recipe.json`;
  return existsSync(beside) ? contentOf(beside) : null;
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(16);
    readSync(file, bytes, 0, 16, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(file);
  }
}

const isTiff = (path: string): boolean => /^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(headOf(path));

function fromJson(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fromGeoPackage(path: string): unknown {
  const { db, close } = openReadOnly(path);
  try {
    const tables = db
      .prepare("SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_metadata'")
      .pluck()
      .get();
    if (!tables) return null;
    const texts = db
      .prepare("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/json'")
      .pluck()
      .all() as string[];
    return texts.map(fromJson).find(isRecordLike) ?? null;
  } finally {
    close();
  }
}

const isRecordLike = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'inputs' in value && 'rules' in value;

/** The attachment, as the PDF writer puts it: an embedded file of its own, deflated or not. */
function fromPdf(bytes: Buffer): unknown {
  const marker = '/Type /EmbeddedFile';
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    const start = bytes.indexOf('stream', at);
    const dictionary = bytes.toString('latin1', Math.max(0, at - 200), start);
    const length = Number(
      /\/Length (\d+)(?! \d+ R)/.exec(dictionary.slice(dictionary.lastIndexOf('<<')))?.[1],
    );
    if (start < 0 || !(length > 0)) continue;
    const from = start + 'stream'.length + (bytes[start + 6] === 13 ? 2 : 1);
    const stream = bytes.subarray(from, from + length);
    try {
      const text = /\/FlateDecode/.test(dictionary)
        ? inflateSync(stream, { maxOutputLength: mostBytes })
        : stream;
      const json = fromJson(text.toString('utf8'));
      if (isRecordLike(json)) return json;
    } catch {
      // Not one of ours, or damaged: the next one may be.
    }
  }
  return null;
}
