import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import exifr from 'exifr';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Photo } from '#core/plots/site.ts';
import { say } from '#core/words/said.ts';
import { makeOwnFolder, writeInWorkspace } from '#host/files/atomic-file.ts';
import { pointColumn, pointOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';

export const photoExtensions = ['.jpg', '.jpeg', '.png', '.heic', '.tif', '.tiff', '.webp'];

/** A photo that lies in the store, and what its camera said. */
export interface StoredPhoto {
  /** Path in the workspace folder, with forward slashes. */
  file: string;
  sha256: string;
  bytes: number;
  name: string;
  /** As the camera's clock showed it; with the zone where the camera knew it. */
  taken: string | null;
  heading: number | null;
  /** WGS 84, degrees. */
  lon: number | null;
  lat: number | null;
}

/** Copies a photo into the workspace under its SHA-256, where it stays; the same photo is kept once. */
export async function storePhoto(directory: string, path: string): Promise<StoredPhoto> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new BloomlineError(
      'not-found',
      path,
      say('catalogue.photo-not-readable', { code: String((error as NodeJS.ErrnoException).code) }),
      {
        cause: error,
      },
    );
  }
  return storePhotoBytes(directory, basename(path), bytes);
}

export async function storePhotoBytes(
  directory: string,
  name: string,
  bytes: Uint8Array,
): Promise<StoredPhoto> {
  const extension = extname(name).toLowerCase();
  if (!photoExtensions.includes(extension) || !looksLikePicture(bytes))
    throw new BloomlineError(
      'bad-input',
      name,
      say('catalogue.no-photo', { extensions: photoExtensions.join(' ') }),
    );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `photos/${sha256.slice(0, 2)}/${sha256}${extension}`;
  const target = join(directory, file);
  if (!existsSync(target)) {
    await makeOwnFolder(join(directory, 'photos'));
    await makeOwnFolder(dirname(target));
    await writeInWorkspace(target, part => writeFile(part, bytes));
  }
  return { file, sha256, bytes: bytes.length, name, ...(await readExif(bytes)) };
}

/** Place, time and direction from a photo's EXIF; null where there is none. */
export async function readExif(
  bytes: Uint8Array,
): Promise<Pick<StoredPhoto, 'taken' | 'heading' | 'lon' | 'lat'>> {
  const nothing = { taken: null, heading: null, lon: null, lat: null };
  try {
    const tags = (await exifr.parse(Buffer.from(bytes), {
      gps: true,
      reviveValues: false,
      pick: [
        'DateTimeOriginal',
        'OffsetTimeOriginal',
        'GPSLatitude',
        'GPSLatitudeRef',
        'GPSLongitude',
        'GPSLongitudeRef',
        'GPSImgDirection',
      ],
    })) as Record<string, unknown> | undefined;
    if (!tags) return nothing;
    const [lon, lat] = [tags.longitude, tags.latitude];
    const located = typeof lon === 'number' && typeof lat === 'number' && (lon !== 0 || lat !== 0);
    return {
      taken: timeOf(tags.DateTimeOriginal, tags.OffsetTimeOriginal),
      heading: typeof tags.GPSImgDirection === 'number' ? tags.GPSImgDirection : null,
      lon: located ? lon : null,
      lat: located ? lat : null,
    };
  } catch {
    return nothing; // damaged EXIF: the picture is still a picture
  }
}

function timeOf(time: unknown, offset: unknown): string | null {
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(time ?? ''));
  if (!match) return null;
  const zone = /^[+-]\d{2}:\d{2}$/.test(String(offset)) ? String(offset) : '';
  return `${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`;
}

function looksLikePicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG') ||
    start.startsWith('II*\0') ||
    start.startsWith('MM\0*') ||
    start.startsWith('RIFF') ||
    start.slice(4, 8) === 'ftyp'
  );
}

/** A JPEG without EXIF, XMP and comments, which may say who took it, where and with what. Other formats as they are. */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1];
    const end = at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
    // APP1 and APP13 carry EXIF, XMP and captions; APP2 the colour profile, which is needed.
    if (marker !== 0xe1 && marker !== 0xed && marker !== 0xfe) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  return Buffer.concat(kept);
}

export function addPhoto(
  tx: CatalogueWriter,
  siteId: number,
  photo: StoredPhoto,
  extra: { note?: string; importId?: number } = {},
): number {
  return tx.insert('photo', {
    geom: photo.lon !== null && photo.lat !== null ? pointColumn(photo.lon, photo.lat) : null,
    site_id: siteId,
    file: photo.file,
    sha256: photo.sha256,
    bytes: photo.bytes,
    name: photo.name,
    taken: photo.taken,
    heading: photo.heading,
    note: extra.note ?? '',
    ...(extra.importId !== undefined && { import_id: extra.importId }),
  });
}

export function listPhotos(reader: CatalogueReader, siteId: number, directory: string): Photo[] {
  return reader
    .all<Omit<Photo, 'lon' | 'lat' | 'missing'> & { geom: Uint8Array | null }>(
      'SELECT id, geom, site_id AS siteId, file, sha256, bytes, name, taken, heading, note FROM photo WHERE site_id = ? ORDER BY taken, id',
      siteId,
    )
    .map(({ geom, ...photo }) => {
      const [lon, lat] = pointOfColumn(geom) ?? [null, null];
      return { ...photo, lon, lat, missing: !existsSync(join(directory, photo.file)) };
    });
}

/** The file and name of a photo. Throws `not-found`. */
export function getPhoto(reader: CatalogueReader, id: number): { file: string; name: string } {
  const photo = reader.get<{ file: string; name: string }>('SELECT file, name FROM photo WHERE id = ?', id);
  if (!photo) throw new BloomlineError('not-found', `photo ${id}`, say('catalogue.no-such-photo', { id }));
  return photo;
}
