import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PixelType } from '#core/scene/scene.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

interface Frame {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
}

interface Decoder {
  getEncodedBuffer(bytes: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decodeSubResolution(halvings: number, layers: number): void;
  decode(): void;
  getFrameInfo(): Frame;
  delete(): void;
}

interface OpenJpeg {
  J2KDecoder: new () => Decoder;
}

const require = createRequire(import.meta.url);
let loading: Promise<OpenJpeg> | null = null;

/** OpenJPEG as WebAssembly, once per thread. */
function openJpeg(): Promise<OpenJpeg> {
  loading ??= (
    require('@cornerstonejs/codec-openjpeg/decodewasmjs') as (options: object) => Promise<OpenJpeg>
  )({
    wasmBinary: readFileSync(require.resolve('@cornerstonejs/codec-openjpeg/decodewasm')),
    print: () => {},
    printErr: () => {},
  });
  return loading;
}

const arrays = { Byte: Uint8Array, Int8: Int8Array, UInt16: Uint16Array, Int16: Int16Array };

/**
 * The wanted samples of a codestream at one of its resolutions, `halvings` times halved, of the width and height that
 * are expected. Null where it does not decode to that.
 */
export async function decodeCodestream(
  codestream: Uint8Array,
  halvings: number,
  expected: { width: number; height: number; samples: number; type: PixelType },
  wanted: readonly number[],
): Promise<Samples[] | null> {
  const { J2KDecoder } = await openJpeg();
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    if (halvings === 0) decoder.decode();
    else decoder.decodeSubResolution(halvings, 0);
    const { componentCount } = decoder.getFrameInfo();
    const Type = arrays[expected.type as keyof typeof arrays];
    const { width, height, samples } = expected;
    const pixels = width * height;
    const bytes = decoder.getDecodedBuffer();
    if (componentCount !== samples || bytes.length !== pixels * samples * Type.BYTES_PER_ELEMENT) return null;
    // A copy, aligned: the memory of the decoder moves when it grows.
    const all = new Type(bytes.slice().buffer);
    if (samples === 1) return wanted.map(() => all);
    return wanted.map(sample => {
      const plane = new Type(pixels);
      for (let i = 0; i < pixels; i++) plane[i] = all[i * samples + sample];
      return plane;
    });
  } catch {
    loading = null; // after a failure inside, its memory is not to be trusted
    return null;
  } finally {
    try {
      decoder.delete();
    } catch {
      loading = null;
    }
  }
}
