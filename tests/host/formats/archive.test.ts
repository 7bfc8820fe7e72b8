import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { filesOf } from '#host/formats/archive/archive.ts';
import { entriesIn, fileOnDisk, statOf, textOf } from '#host/formats/archive/paths.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { tarOf } from '#tests/fixtures/tar.ts';

const folder = temporaryFolder();
let nextName = 0;
const fresh = (ending: string) => join(folder, `p${nextName++}${ending}`);

beforeEach(() => {
  process.env.BLOOMLINE_HOME = join(folder, 'home');
});

const text = (words: string) => Buffer.from(words);
const contents: Record<string, Buffer> = {
  'A/MTL.txt': text('SUN_ELEVATION = 53.1'),
  'A/波段/B4.TIF': Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 251)),
  [`A/${'long'.repeat(40)}/${'name'.repeat(20)}.TIF`]: text('of more than a hundred characters'),
  'empty.txt': Buffer.alloc(0),
};

const packages: [string, () => string][] = [
  ['tar', () => made(fresh('.tar'), tarOf(contents))],
  ['tar.gz', () => made(fresh('.tar.gz'), gzipSync(tarOf(contents)))],
  ['tgz of two members', () => made(fresh('.tgz'), twoMembers(tarOf(contents)))],
  ['stored zip', () => made(fresh('.zip'), Buffer.from(zipSync(contents, { level: 0 })))],
  ['deflated zip', () => made(fresh('.zip'), Buffer.from(zipSync(contents, { level: 6 })))],
];

function made(path: string, bytes: Uint8Array): string {
  writeFileSync(path, bytes);
  return path;
}

const twoMembers = (bytes: Buffer) =>
  Buffer.concat([gzipSync(bytes.subarray(0, 1700)), gzipSync(bytes.subarray(1700))]);

function bytesOf(path: string): Uint8Array {
  const source = openSource(path);
  try {
    return source.read(0, source.bytes);
  } finally {
    source.close();
  }
}

describe('paths that go on inside of an archive', () => {
  it.each(packages)('%s: every file, with its name and its bytes', (_, make) => {
    const archive = make();
    expect(
      filesOf(archive)
        .map(f => f.name)
        .sort(),
    ).toEqual(Object.keys(contents).sort());
    for (const [name, bytes] of Object.entries(contents)) {
      expect(statOf(join(archive, name))).toMatchObject({ isFolder: false, bytes: bytes.length });
      expect(Buffer.from(bytesOf(join(archive, name)))).toEqual(bytes);
    }
    expect(textOf(join(archive, 'A/MTL.txt'))).toBe('SUN_ELEVATION = 53.1');
    expect(entriesIn(archive)).toEqual([
      { name: 'A', isFolder: true },
      { name: 'empty.txt', isFolder: false },
    ]);
    expect(entriesIn(join(archive, 'A')).map(e => e.name)).toContain('波段');
    expect(statOf(join(archive, 'A'))?.isFolder).toBe(true);
    expect(statOf(join(archive, 'B'))).toBeNull();
    expect(fileOnDisk(join(archive, 'A/MTL.txt'))).toBe(archive);
  });

  it('tar and stored zip are read where they lie: nothing is unpacked', () => {
    const before = unpackedFolders();
    for (const [, make] of [packages[0], packages[3]]) filesOf(make());
    expect(unpackedFolders()).toEqual(before);
  });

  it('what was unpacked is found again, and made again where a file of it is gone or short', () => {
    const archive = packages[1][1]();
    const [first] = filesOf(archive);
    filesOf(archive);
    writeFileSync(first.place.path, '');
    expect(Buffer.from(bytesOf(join(archive, 'A/波段/B4.TIF')))).toEqual(contents['A/波段/B4.TIF']);
    expect(readFileSync(first.place.path)).toEqual(contents[first.name]);
  });
});

const unpackedFolders = (): string[] => {
  try {
    return readdirSync(join(folder, 'home', 'unpacked'));
  } catch {
    return [];
  }
};

describe('archives that are not to be trusted', () => {
  const refused = (archive: string, words: RegExp) => {
    const before = unpackedFolders();
    expect(() => filesOf(archive)).toThrow(words);
    expect(unpackedFolders()).toEqual(before);
  };

  it.each(['../../evil.TIF', '/etc/evil.TIF', 'a/../../b.TIF', 'C:\\x.TIF', 'a\\..\\b.TIF'])(
    'a name that leads out: %s',
    name => {
      for (const archive of [
        made(fresh('.tar'), tarOf({ [name]: text('x') })),
        made(fresh('.zip'), Buffer.from(zipSync({ [name]: text('x') }, { level: 0 }))),
      ])
        refused(archive, /leads out/);
      // Of packed ones, too; and nothing was ever written under that name.
      expect(() => filesOf(made(fresh('.tgz'), gzipSync(tarOf({ [name]: text('x') }))))).toThrow(/leads out/);
    },
  );

  it('one that was cut short names the file, whether packed or not', () => {
    const whole = tarOf({ 'a.TIF': Buffer.alloc(5000, 1), 'b.TIF': Buffer.alloc(5000, 2) });
    refused(made(fresh('.tar'), whole.subarray(0, 9000)), /cut short within b\.TIF; fetch it again/);
    const packed = gzipSync(whole);
    refused(made(fresh('.tar.gz'), packed.subarray(0, packed.length - 12)), /damaged|cut short/);
    refused(made(fresh('.tar.gz'), gzipSync(whole.subarray(0, 9000))), /cut short within b\.TIF/);
  });

  it('a changed byte of a packed one is damage, never another number', () => {
    const bytes = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 31) % 256));
    const packed = gzipSync(tarOf({ 'a.TIF': bytes }));
    const last = Buffer.from(packed);
    last.writeUInt32LE(crc32(text('other')), packed.length - 8);
    refused(made(fresh('.tar.gz'), last), /damaged \(CRC-32\)/);
    const zip = Buffer.from(zipSync({ 'a.TIF': bytes }, { level: 6 }));
    zip[60] ^= 0xff;
    refused(made(fresh('.zip'), zip), /damaged/);
  });

  it('one that unpacks to a thousand times its size is refused before the disk is full', () => {
    // 320 MB of zeros in a third of a megabyte.
    const chunk = Buffer.alloc(64 * 2 ** 20);
    const head = tarOf({ 'a.TIF': Buffer.alloc(0) }).subarray(0, 512);
    head.write(`${(5 * chunk.length).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    head.fill(' ', 148, 156);
    head.write(
      `${head
        .reduce((sum, b) => sum + b, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
      'latin1',
    );
    const zeros = gzipSync(chunk, { level: 9 });
    refused(
      made(fresh('.tgz'), Buffer.concat([gzipSync(head), ...Array.from({ length: 5 }, () => zeros)])),
      /unpack to too much/,
    );
  });

  it('any bytes end in words', () => {
    const seeds = packages.map(([, make]) => {
      const path = make();
      return { path, bytes: readFileSync(path) };
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat()),
        ({ path, bytes }, changes, cut) => {
          const changed = Buffer.from(bytes.subarray(0, cut === null ? bytes.length : cut % bytes.length));
          for (const [at, value] of changes) if (changed.length) changed[at % changed.length] = value;
          const file = path.replace(/p\d+/, 'changed');
          writeFileSync(file, changed);
          try {
            for (const { place, bytes: length } of filesOf(file)) {
              const source = openSource(place.path);
              source.read(place.offset, length);
              source.close();
            }
          } catch (error) {
            expect(error).toBeInstanceOf(BloomlineError);
            expect((error as BloomlineError).code).not.toBe('internal');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
