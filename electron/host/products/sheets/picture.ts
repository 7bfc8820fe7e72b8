import { promisify } from 'node:util';
import { crc32, deflate, deflateSync } from 'node:zlib';

const deflateBeside = promisify(deflate);

/** Opaque pixels, red green blue, row-major. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

interface PngOptions {
  dpi?: number;
  /** One byte per pixel, 0 transparent. */
  alpha?: Uint8Array;
  /** Of Deflate: 1 takes a third of the time of 6 and a few per cent more room. */
  level?: number;
}

/**
 * An RGB PNG, which PDF takes as it is; with `alpha` an RGBA one. Rows are filtered by difference to the left pixel.
 */
export const encodePng = (picture: Picture, options: PngOptions = {}): Buffer =>
  png(picture, options, deflateSync(filtered(picture, options), { level: options.level ?? 6 }));

/** The same, compressed beside this thread. */
export const encodePngBeside = async (picture: Picture, options: PngOptions = {}): Promise<Buffer> =>
  png(picture, options, await deflateBeside(filtered(picture, options), { level: options.level ?? 6 }));

function filtered({ width, height, rgb }: Picture, { alpha }: PngOptions): Buffer {
  const channels = alpha ? 4 : 3;
  const stride = width * channels;
  const raw = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row++) {
    const to = row * (stride + 1);
    raw[to] = 1;
    if (!alpha) {
      const from = row * stride;
      raw.set(rgb.subarray(from, from + 3), to + 1);
      for (let i = 3; i < stride; i++) raw[to + 1 + i] = rgb[from + i] - rgb[from + i - 3];
      continue;
    }
    for (let x = 0, i = to + 1, from = row * width; x < width; x++, from++) {
      const left = x > 0 ? 1 : 0;
      for (let c = 0; c < 3; c++, i++) raw[i] = rgb[from * 3 + c] - left * rgb[from * 3 + c - left * 3];
      raw[i++] = alpha[from] - left * alpha[from - left];
    }
  }
  return raw;
}

function png({ width, height }: Picture, { dpi, alpha }: PngOptions, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...(dpi ? [physChunk(dpi)] : []),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function physChunk(dpi: number): Buffer {
  const data = Buffer.alloc(9);
  const perMetre = Math.round(dpi / 0.0254);
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data[8] = 1;
  return chunk('pHYs', data);
}
