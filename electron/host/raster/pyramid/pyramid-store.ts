import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { asWriteError } from '#host/files/atomic-file.ts';
import { fileOnDisk } from '#host/formats/archive/paths.ts';
import { isUrl } from '#core/scene/is-url.ts';
import type { FileLayout, Scene } from '#core/scene/scene.ts';
import { readGdalMetadata } from '../gdal-metadata.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Pyramids } from '#host/raster/reader/scene-reader.ts';
import { readHeader } from '#host/raster/tiff/directory/header.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { buildPyramid, forgetBuild, type BuildOptions } from './build-pyramid.ts';
import { planItem } from './pyramid-file.ts';
import { needsPyramid, pyramidPlan } from '#host/raster/lanes/pyramid-plan.ts';

/** 20 GB. */
export const usualLimitBytes = 20 * 2 ** 30;

/**
 * Side-car pyramids in a folder, one GeoTIFF per source file, named by the hash of the source's path. The ones used
 * longest ago go when they take more than the limit together.
 */
export class PyramidStore {
  readonly folder: string;
  readonly #limitBytes: () => number;
  /** Whether a pyramid fits its source, by the times of both. */
  readonly #known = new Map<string, boolean>();

  constructor(folder: string, limitBytes: () => number = () => usualLimitBytes) {
    this.folder = folder;
    this.#limitBytes = limitBytes;
  }

  pathOf(file: string): string {
    const name = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 24);
    return join(this.folder, `${name}.tif`);
  }

  /** Files of a scene that want a pyramid and have none that fits. */
  missing(scene: Scene): string[] {
    const ready = this.find(scene);
    return scene.files.filter(f => isBuilt(f) && !(f.file in ready)).map(f => f.file);
  }

  find(scene: Scene): Pyramids {
    const found: Pyramids = {};
    for (const { file } of scene.files.filter(isBuilt))
      if (this.#fits(scene, file)) found[file] = this.pathOf(file);
    return found;
  }

  #fits(scene: Scene, file: string): boolean {
    const path = this.pathOf(file);
    const [own, source] = [path, fileOnDisk(file)].map(p => statSync(p, { throwIfNoEntry: false }));
    if (!own || !source) return false;
    const bands = scene.bands.filter(b => b.file === file).map(b => [b.fileBand, b.nodata, b.role]);
    const key = JSON.stringify([path, own.size, own.mtimeMs, source.size, source.mtimeMs, bands]);
    let fits = this.#known.get(key);
    if (fits === undefined) {
      fits = planIn(path) === JSON.stringify(pyramidPlan(scene, file));
      this.#known.set(key, fits);
    }
    return fits;
  }

  /** Makes the pyramids that a scene lacks, one file after the other. */
  async build(scene: Scene, pool: RasterPool, options: BuildOptions): Promise<void> {
    // A workspace that is gone is not made again around its cache.
    for (const folder of [dirname(this.folder), this.folder])
      try {
        if (!existsSync(folder)) mkdirSync(folder);
      } catch (error) {
        throw asWriteError(error, folder);
      }
    const files = this.missing(scene);
    for (const [i, file] of files.entries()) {
      const path = this.pathOf(file);
      await buildPyramid(pyramidPlan(scene, file), path, pool, {
        ...options,
        onProgress: (done, total) => options.onProgress?.(i * total + done, files.length * total),
      });
      this.#makeRoom(path);
    }
  }

  /** Marks the pyramids of a scene as used now. */
  touch(scene: Scene): void {
    const now = new Date();
    for (const path of Object.values(this.find(scene)))
      try {
        utimesSync(path, now, statSync(path).mtime);
      } catch {
        // In a folder that is only readable they keep their age.
      }
  }

  /** Bytes that the pyramids of a scene take, with what stopped builds left. */
  bytesOf(scene: Scene): number {
    return scene.files
      .flatMap(({ file }) => [this.pathOf(file), `${this.pathOf(file)}.part`])
      .reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  remove(scene: Scene): void {
    for (const { file } of scene.files) {
      rmSync(this.pathOf(file), { force: true });
      forgetBuild(this.pathOf(file));
    }
  }

  /** Removes the pyramids used longest ago until the rest fits the limit; never the one just made. */
  #makeRoom(made: string): void {
    const all = readdirSync(this.folder)
      .map(name => ({ path: join(this.folder, name), stat: statSync(join(this.folder, name)) }))
      .sort((a, b) => a.stat.atimeMs - b.stat.atimeMs);
    let bytes = all.reduce((sum, { stat }) => sum + stat.size, 0);
    for (const { path, stat } of all) {
      if (bytes <= this.#limitBytes()) break;
      if (path === made || !/\.tif(\.part|\.journal)?$/.test(path)) continue;
      rmSync(path, { force: true });
      bytes -= stat.size;
    }
  }
}

/** What lies on a server is not read as a whole. */
const isBuilt = (file: FileLayout): boolean => needsPyramid(file) && !isUrl(file.file);

/** The plan that a pyramid was made by, as JSON; null where the file is none. */
function planIn(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    const { directories, source } = readHeader(path);
    const text = directories[0].text(tag.gdalMetadata) ?? '';
    source.close();
    return readGdalMetadata(text).file[planItem] ?? null;
  } catch {
    return null; // damaged: it is made anew
  }
}

/** Where a workspace keeps its pyramids. */
export const pyramidFolder = (workspace: string): string => join(workspace, 'cache', 'pyramids');
