import { BloomlineError } from '#core/foundation/errors.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { type Said, say } from '#core/words/said.ts';
import type { Directory, Header } from './header.ts';
import { compressionNames, tag } from './tags.ts';

/** What a directory says about its pixels. Sizes in pixels. */
export interface Image {
  header: Header;
  directory: Directory;
  width: number;
  height: number;
  samples: number;
  bits: number;
  /** 1 unsigned, 2 signed, 3 float, 5 complex integer, 6 complex float. */
  sampleFormat: number;
  type: PixelType;
  compression: number;
  predictor: number;
  /** Samples of a pixel side by side, or one plane after the other. */
  interleave: 'pixel' | 'band';
  tiled: boolean;
  blockWidth: number;
  blockHeight: number;
  blocksAcross: number;
  blocksDown: number;
  photometric: number;
  /** 2 where the bits of every byte run from the least significant one. */
  fillOrder: number;
  /** Meaning of each sample beyond those of the photometric model: 0 unstated, 1 and 2 alpha. */
  extraSamples: readonly number[];
  /** True where one long uncompressed strip is read in the shorter pieces that `blockHeight` tells. */
  chopped: boolean;
  /** Reduced-resolution copy, transparency mask. */
  reduced: boolean;
  mask: boolean;
}

const maxSide = 10_000_000;
/** Of one block when it is unpacked: a whole picture in one strip is read, a size that lies is not. */
const mostBlockBytes = 2 ** 31;

/** Throws `tiff-damaged` where sizes lie and `tiff-unsupported` for a layout that cannot be read. */
export function imageOf(header: Header, directory: Directory): Image {
  const path = header.source.path;
  const damaged = (said: Said) => new BloomlineError('tiff-damaged', path, said);
  const width = directory.number(tag.imageWidth, 0);
  const height = directory.number(tag.imageLength, 0);
  if (!(width >= 1 && height >= 1 && width <= maxSide && height <= maxSide))
    throw damaged(say('tiff.size', { width, height }));
  const samples = directory.number(tag.samplesPerPixel, 1);
  if (!(samples >= 1 && samples <= 65535)) throw damaged(say('tiff.samples', { samples }));
  const bitsAll = directory.count(tag.bitsPerSample) > 65535 ? [0] : directory.numbers(tag.bitsPerSample);
  const bits = bitsAll[0] ?? 1;
  // One for all samples, or one for each.
  if (bitsAll.length > 1 && bitsAll.length !== samples)
    throw damaged(say('tiff.samples-contradict', { samples, listed: bitsAll.length }));
  if (bitsAll.some(b => b !== bits))
    throw new BloomlineError(
      'tiff-unsupported',
      path,
      say('tiff.depths-differ', { bits: bitsAll.join(', ') }),
    );
  const sampleFormat = directory.number(tag.sampleFormat, 1);
  const tiled = directory.has(tag.tileWidth);
  const blockWidth = tiled ? directory.number(tag.tileWidth, 0) : width;
  const rowsPerStrip = directory.number(tag.rowsPerStrip, height);
  const storedHeight = tiled ? directory.number(tag.tileLength, 0) : Math.min(rowsPerStrip, height);
  const compression = directory.number(tag.compression, 1);
  const blockHeight = chop(tiled, compression, storedHeight, height, (blockWidth * samples * bits) / 8);
  if (!(blockWidth >= 1 && blockHeight >= 1 && blockWidth <= maxSide))
    throw damaged(say('tiff.block-size', { width: blockWidth, height: blockHeight }));
  const banded = directory.number(tag.planarConfiguration, 1) === 2;
  const blockBytes = (blockWidth * blockHeight * bits * (banded ? 1 : samples)) / 8;
  if (blockBytes > mostBlockBytes)
    throw damaged(say('tiff.block-bytes', { bytes: blockBytes, most: mostBlockBytes }));
  const photometric = directory.number(tag.photometric, 1);
  if (photometric === 6 && compression !== 7) {
    const [across = 2, down = 2] = directory.numbers(tag.yCbCrSubSampling);
    if (across * down !== 1)
      throw new BloomlineError(
        'tiff-unsupported',
        path,
        say('tiff.subsampling', { across, down, code: compression }),
      );
  }
  const subfile = directory.number(tag.newSubfileType, 0);
  return {
    header,
    directory,
    width,
    height,
    samples,
    bits,
    sampleFormat,
    type: pixelType(path, bits, sampleFormat),
    compression,
    predictor: directory.number(tag.predictor, 1),
    interleave: directory.number(tag.planarConfiguration, 1) === 2 && samples > 1 ? 'band' : 'pixel',
    tiled,
    blockWidth,
    blockHeight,
    blocksAcross: Math.ceil(width / blockWidth),
    blocksDown: Math.ceil(height / blockHeight),
    photometric,
    fillOrder: directory.number(tag.fillOrder, 1),
    extraSamples: directory.count(tag.extraSamples) > samples ? [] : directory.numbers(tag.extraSamples),
    chopped: blockHeight !== storedHeight,
    reduced: (subfile & 1) === 1,
    mask: (subfile & 4) === 4,
  };
}

/** A single uncompressed strip is read as strips of about 8 KB, the way libtiff shows it. */
function chop(
  tiled: boolean,
  compression: number,
  stored: number,
  height: number,
  rowLength: number,
): number {
  if (tiled || compression !== 1 || stored < height || rowLength * height <= 8192) return stored;
  return Math.max(1, Math.floor(8192 / Math.ceil(rowLength)));
}

/** The number of the sample that is alpha, from 0; null where none is. */
export function alphaSample(image: Image): number | null {
  const first = image.samples - image.extraSamples.length;
  const found = image.extraSamples.findIndex(e => e === 1 || e === 2);
  return found < 0 ? null : first + found;
}

export function compressionName(image: Image): string {
  return compressionNames[image.compression] ?? `TAG-${image.compression}`;
}

function pixelType(path: string, bits: number, sampleFormat: number): PixelType {
  if (sampleFormat === 3) {
    if (bits === 16) return 'Float16';
    if (bits === 24 || bits === 32) return 'Float32';
    if (bits === 64) return 'Float64';
  } else if (sampleFormat === 5) {
    if (bits === 32) return 'CInt16';
    if (bits === 64) return 'CInt32';
  } else if (sampleFormat === 6) {
    if (bits === 64) return 'CFloat32';
    if (bits === 128) return 'CFloat64';
  } else if (sampleFormat === 2) {
    if (bits === 8) return 'Int8';
    if (bits === 16) return 'Int16';
    if (bits === 32) return 'Int32';
    if (bits === 64) return 'Int64';
  } else {
    if (bits >= 1 && bits <= 8) return 'Byte';
    if (bits > 8 && bits <= 16) return 'UInt16';
    if (bits > 16 && bits <= 32) return 'UInt32';
    if (bits === 64) return 'UInt64';
  }
  throw new BloomlineError(
    'tiff-unsupported',
    path,
    say('tiff.sample-format', { bits, format: sampleFormat }),
  );
}
