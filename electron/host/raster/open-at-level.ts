import { reasonCode } from '#core/bands/validity.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { mostAerosol } from '#core/intake/aerosol.ts';
import { fitAerosol, leastDarkPixels, type AerosolFit } from '#core/intake/dark-spectrum.ts';
import type { AerosolModel } from '#core/intake/tables.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import type { Refinement } from '#core/scene/refinement.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { atmosphereTables } from '#host/files/atmosphere.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { openPicture, openScene } from './open-scene.ts';
import { picturesIn } from './pictures-in.ts';
import { readPoints, refineAgainst, refineByPoints } from './refine-place.ts';
import { crossings, samplePlaces } from './stretch.ts';

/** Places along each side. */
const side = 256;

/** The options with the move that a reference or ground points tell, for each picture. */
async function withMove(paths: readonly string[], options: SceneOptions): Promise<SceneOptions> {
  const { reference, points, ...plain } = options;
  if ((reference === undefined && points === undefined) || options.refinements) return options;
  if (reference !== undefined && points !== undefined)
    throw new BloomlineError('bad-input', reference, say('scene.reference-and-points'));
  const pictures = picturesIn(paths).map(picture => openPicture(picture, { ...plain, level: undefined }));
  if (points !== undefined) {
    if (pictures.length > 1)
      throw new BloomlineError(
        'bad-input',
        points,
        say('scene.points-for-several', { count: pictures.length }),
      );
    return { ...options, refinements: [await refineByPoints(pictures[0], readPoints(points))] };
  }
  const like = openScene([reference!]);
  const refinements: Refinement[] = [];
  for (const picture of pictures) refinements.push(await refineAgainst(picture, like));
  return { ...options, refinements };
}

/**
 * Opens a scene as `openScene` does, moved onto a reference where one is given; for surface reflectance without an
 * aerosol optical depth, finds that in the picture first. Throws `bad-input` where nothing dark enough is there.
 */
export async function openAtLevel(paths: readonly string[], said: SceneOptions): Promise<Scene> {
  const options = await withMove(paths, said);
  if (options.level !== 'surface' || options.aod !== undefined) return openScene(paths, options);
  if (quantityOf(openScene(paths, { ...options, level: undefined })) === 'surface')
    return openScene(paths, options);
  const below = openScene(paths, { ...options, level: 'rayleigh' });
  const fit = await darkestOf(below, options.aerosol ?? 'continental');
  if (!fit)
    throw new BloomlineError(
      'bad-input',
      below.name,
      say('intake.aerosol-not-found', { least: leastDarkPixels }),
    );
  const scene = openScene(paths, { ...options, aod: fit.aod, aerosolFit: fit.values });
  if (!fit.beyond) return scene;
  return {
    ...scene,
    warnings: [...scene.warnings, inEnglish('intake.aerosol-beyond', { most: mostAerosol })],
  };
}

async function darkestOf(scene: Scene, model: AerosolModel): Promise<AerosolFit | null> {
  const step = scene.preparation?.steps.find(s => s.name === 'rayleigh');
  if (!step) return null;
  const tau = step.values.tau as Record<string, number>;
  const ids = Object.keys(tau);
  const bands = scene.bands.filter(b => b.radiometry.sphericalAlbedo !== undefined);
  const { width, height } = scene.grid;
  const [blockWidth, blockHeight] = scene.files[0].blockSize;
  const across = [...new Set(samplePlaces(width, blockWidth, side))];
  const down = [...new Set(samplePlaces(height, blockHeight, side))];
  const { cols, rows } = crossings(across, down);
  const reader = new SceneReader(scene);
  try {
    const { values, validity } = await reader.samplePixels(
      bands.map(b => `b${b.index}`),
      cols,
      rows,
      1,
      'auto',
    );
    const fitBands = bands.map((band, i) => ({
      id: ids[i],
      role: band.role ?? '',
      centreNm: band.wavelengthNm ?? 0,
      values: values[i],
    }));
    return fitAerosol(
      fitBands,
      place => validity[place] === reasonCode.valid,
      step,
      model,
      atmosphereTables(),
    );
  } finally {
    reader.close();
  }
}
