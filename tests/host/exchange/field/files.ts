import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';

/** A small JPEG whose EXIF says where and when it was taken. Written byte by byte after the EXIF standard. */
export function jpegWithPlace(lon: number, lat: number, taken: string, shade = 90): Buffer {
  const canvas = createCanvas(16, 12);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${shade}, 120, 80)`;
  context.fillRect(0, 0, 16, 12);
  const jpeg = canvas.toBuffer('image/jpeg');
  const exif = exifSegment(lon, lat, taken);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

function exifSegment(lon: number, lat: number, taken: string): Buffer {
  const tiff = Buffer.alloc(400);
  let heap = 160;
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  const text = (value: string) => {
    const at = heap;
    tiff.write(`${value}\0`, at, 'latin1');
    heap += value.length + 1 + ((value.length + 1) % 2);
    return at;
  };
  const angle = (value: number) => {
    const at = heap;
    const degrees = Math.floor(value);
    const minutes = Math.floor((value - degrees) * 60);
    const seconds = Math.round(((value - degrees) * 60 - minutes) * 60 * 10_000);
    [degrees, 1, minutes, 1, seconds, 10_000].forEach((n, i) => tiff.writeUInt32LE(n, at + i * 4));
    heap += 24;
    return at;
  };
  // IFD0: pointers to the EXIF and the GPS directory.
  tiff.writeUInt16LE(2, 8);
  entry(10, 0x8769, 4, 1, 40);
  entry(22, 0x8825, 4, 1, 60);
  tiff.writeUInt16LE(1, 40);
  entry(42, 0x9003, 2, 20, text(taken));
  tiff.writeUInt16LE(4, 60);
  entry(62, 1, 2, 2, (lat < 0 ? 'S' : 'N').charCodeAt(0));
  entry(74, 2, 5, 3, angle(Math.abs(lat)));
  entry(86, 3, 2, 2, (lon < 0 ? 'W' : 'E').charCodeAt(0));
  entry(98, 4, 5, 3, angle(Math.abs(lon)));
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes a file in a folder and answers its path. */
export function put(folder: string, name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
