import { BloomlineError } from '#core/foundation/errors.ts';
import { momentMs } from '#core/foundation/dates.ts';
import { toLonLat } from '#core/grid/convert.ts';
import { toMap } from '#core/grid/grid.ts';
import { cameraInName, type Acquisition } from '#core/intake/acquisition.ts';
import { gainsFor, isOtherForm, type CameraGains } from '#core/intake/gains.ts';
import { usualOzone, usualWaterVapour } from '#core/intake/gases.ts';
import { isAbove, levels, stepInWords, type Level } from '#core/intake/levels.ts';
import { pressureAt } from '#core/intake/rayleigh.ts';
import { climb, type LadderInput, type Line } from '#core/intake/steps.ts';
import { dayOfYear, type Direction } from '#core/intake/sun.ts';
import { sunAngles } from '#core/intake/sun-angles.ts';
import type { AtmosphereTables, BandFacts } from '#core/intake/tables.ts';
import { inEnglish, inWords, type Said, say } from '#core/words/said.ts';
import { isClassification } from './band-roles.ts';
import { quantityInWords } from './quantity.ts';
import type { Belief, Quantity, Scene, SceneBand } from './scene.ts';
import type { PreparationOptions } from './scene-options.ts';

/** What the ladder needs beside the scene itself. */
export interface PreparationInput {
  /** By band from 0: its id in the sensor's table. */
  bandIds: readonly (string | null)[];
  acquisition: Acquisition | null;
  options: PreparationOptions;
  /** Read where a rung needs them. */
  tables: () => AtmosphereTables;
}

const levelOf: Partial<Record<Quantity, Level>> = {
  counts: 'counts',
  radiance: 'radiance',
  toa: 'toa',
  'rayleigh-corrected': 'rayleigh',
  surface: 'surface',
};

export const quantityOfLevel: Record<Level, Quantity> = {
  counts: 'counts',
  radiance: 'radiance',
  toa: 'toa',
  rayleigh: 'rayleigh-corrected',
  surface: 'surface',
};

/** Angles that the tables go to. */
const mostSunZenith = 80;
const mostViewZenith = 60;
/** Below this the side that a satellite looks from does not matter. */
const nearlyNadir = 3;

/**
 * The scene with its bands on the rung that was asked for; no pixel is read: each band's line from DN is changed.
 * Where nothing is asked, counts of a known camera become Rayleigh-corrected reflectance as far as their metadata
 * carry, and every other scene stays as it is. Throws `bad-input` for a rung that was asked for and cannot be reached.
 */
export function prepareScene(scene: Scene, input: PreparationInput): Scene {
  const { options, acquisition, bandIds } = input;
  const asked = options.level;
  const from = levelOf[scene.quantity!.value];
  const camera = cameraOf(scene, acquisition);
  if (asked === undefined && (!camera || (from !== 'counts' && from !== 'radiance'))) return scene;
  if (from === undefined)
    throw refusal(scene, [say('intake.not-on-ladder', { quantity: quantityInWords(scene.quantity!.value) })]);
  if (asked === 'counts') return from === 'counts' ? told(scene, options) : asCounts(scene, options);
  if (asked !== undefined && isAbove(from, asked))
    throw refusal(scene, [
      say('intake.no-way-back', {
        found: quantityInWords(scene.quantity!.value),
        asked: quantityInWords(quantityOfLevel[asked]),
      }),
    ]);
  if (asked === from) return told(scene, options);
  if (asked !== undefined && from === 'rayleigh') throw refusal(scene, [say('intake.rayleigh-is-no-start')]);
  if (!camera) throw refusal(scene, [say('intake.unknown-camera', { known: knownCameras(input.tables()) })]);
  const measured = scene.bands.filter((b, i) => bandIds[i] !== null && isMeasured(b));
  const found = findData(scene, camera, measured, from, input);
  const wanted = asked ?? 'rayleigh';
  const rungs = levels.filter(level => !isAbove(level, wanted));
  const stop = rungs.findIndex(level => found.missing[level].length > 0);
  const reached = stop < 0 ? wanted : rungs[stop - 1];
  const missing = rungs.flatMap(level => found.missing[level]);
  if (asked !== undefined && reached !== asked) throw refusal(scene, missing);
  if (!isAbove(reached, from) || (asked === undefined && reached === 'radiance'))
    return {
      ...scene,
      warnings: [
        ...scene.warnings,
        ...found.warnings.map(said => inWords(said, 'en')),
        inEnglish('intake.left-as', { quantity: quantityInWords(scene.quantity!.value), missing }),
      ],
    };
  const { lines, steps } = climb({ ...found.ladder, to: reached }, input.tables());
  const quantity = quantityOfLevel[reached];
  const source = inEnglish('intake.line', {
    quantity: quantityInWords(quantity),
    steps: steps.map(s => stepInWords(s.name)),
  });
  const bands = scene.bands.map((band, i): SceneBand => {
    const id = bandIds[i];
    if (id === null || !isMeasured(band)) return band;
    return {
      ...band,
      radiometry: {
        ...lines[id],
        source,
        known: true,
        ...(reached === 'radiance' ? { quantity: 'radiance' as const } : {}),
      },
    };
  });
  const first = bands[scene.bands.indexOf(measured[0])].radiometry;
  const dropped = [inEnglish('radiometry.unknown'), inEnglish('radiometry.radiance-not-reflectance')];
  return {
    ...scene,
    bands,
    quantity: { value: quantity, why: source },
    beliefs: scene.beliefs.map((belief): Belief =>
      belief.what === 'quantity'
        ? { ...belief, value: inWords(quantityInWords(quantity), 'en'), why: source }
        : belief.what === 'radiometry'
          ? {
              ...belief,
              value: inEnglish(
                first.sphericalAlbedo === undefined ? 'radiometry.of-dn' : 'radiometry.of-dn-inverted',
                {
                  quantity: quantityInWords(quantity),
                  scale: Number(first.scale.toPrecision(6)),
                  offset: Number(first.offset.toPrecision(6)),
                  albedo: Number((first.sphericalAlbedo ?? 0).toPrecision(6)),
                },
              ),
              why: source,
            }
          : belief,
    ),
    warnings: [
      ...scene.warnings.filter(warning => !dropped.includes(warning)),
      ...found.warnings.map(said => inWords(said, 'en')),
      ...(reached === wanted
        ? []
        : [inEnglish('intake.left-as', { quantity: quantityInWords(quantity), missing })]),
    ],
    preparation: { level: reached, said: options, steps },
  };
}

const isMeasured = ({ role, radiometry }: SceneBand) =>
  !isClassification(role) && role !== 'T' && !radiometry.thermal;

const refusal = (scene: Scene, reasons: readonly Said[]) =>
  new BloomlineError('bad-input', scene.name, say('intake.refused', { reasons }));

/** The scene as it is, with what was asked for, so that it is asked for again. */
const told = (scene: Scene, said: PreparationOptions): Scene =>
  said.level === undefined ? scene : { ...scene, preparation: { level: said.level, said, steps: [] } };

function asCounts(scene: Scene, said: PreparationOptions): Scene {
  const source = inEnglish('intake.counts-asked');
  return {
    ...scene,
    bands: scene.bands.map(band =>
      isMeasured(band) ? { ...band, radiometry: { scale: 1, offset: 0, source, known: false } } : band,
    ),
    quantity: { value: 'counts', why: source },
    beliefs: scene.beliefs.map(belief =>
      belief.what === 'quantity' || belief.what === 'radiometry'
        ? { ...belief, value: inWords(quantityInWords('counts'), 'en'), why: source }
        : belief,
    ),
    warnings: [...new Set([...scene.warnings, inEnglish('radiometry.unknown')])],
    preparation: { level: 'counts', said, steps: [] },
  };
}

interface Camera {
  satellite: string;
  camera: string;
}

/** GF-1's wide cameras may be told as WFV alone: which of the four is in the name of the file. */
function cameraOf(scene: Scene, acquisition: Acquisition | null): Camera | null {
  const names = [scene.name, ...scene.files.map(f => f.file.split(/[\\/]/).at(-1)!)];
  const named = names.map(cameraInName).find(Boolean) ?? null;
  const satellite = acquisition?.satellite ?? named?.satellite ?? null;
  const own = acquisition?.camera ?? null;
  const camera = own && !(named && named.camera.startsWith(own)) ? own : (named?.camera ?? null);
  return satellite && camera ? { satellite, camera } : null;
}

const knownCameras = ({ bands }: AtmosphereTables) =>
  [...new Set(bands.map(b => `${b.satellite} ${b.camera}`))].join(', ');

function factsOf(
  bands: readonly BandFacts[],
  { satellite, camera }: Camera,
  id: string,
): BandFacts | undefined {
  const key = (text: string) => text.replace(/^B0+/, 'B');
  return bands.find(b => b.satellite === satellite && b.camera === camera && b.band === key(id));
}

/** Everything that the rungs need, and what each lacks. */
function findData(
  scene: Scene,
  camera: Camera,
  measured: readonly SceneBand[],
  from: Level,
  input: PreparationInput,
) {
  const { acquisition, options, bandIds } = input;
  const tables = input.tables();
  const missing: Record<Level, Said[]> = { counts: [], radiance: [], toa: [], rayleigh: [], surface: [] };
  const warnings: Said[] = [];
  const id = (band: SceneBand) => bandIds[scene.bands.indexOf(band)]!;
  const named = `${camera.satellite} ${camera.camera}`;
  const facts: Record<string, BandFacts> = {};
  const unknown: string[] = [];
  for (const band of measured) {
    const row = factsOf(tables.bands, camera, id(band));
    if (row) facts[id(band)] = row;
    else unknown.push(id(band));
  }
  if (measured.length === 0 || unknown.length > 0)
    missing.toa.push(say('intake.band-unknown', { camera: named, bands: unknown.join(', ') || '–' }));
  const borrowed = Object.values(facts).find(f => f.evidence === 'to-confirm');
  if (borrowed) warnings.push(say('intake.borrowed-response', { camera: named, source: borrowed.source }));

  const ms = scene.acquired ? momentMs(scene.acquired) : null;
  const timed = scene.acquired !== null && scene.acquired.length > 10;
  const year = scene.acquired ? Number(scene.acquired.slice(0, 4)) : null;
  let gains: LadderInput['gains'] = null;
  if (from === 'counts') {
    const found = gainsFor(tables.gains, camera.satellite, camera.camera, year);
    const lacking = found ? measured.map(id).filter(b => !(b in found.gains)) : [];
    if (!found || lacking.length > 0)
      missing.radiance.push(say('intake.gains-missing', { camera: named, year: year ?? '–' }));
    else gains = usable(found, named, year, missing, warnings);
  }
  if (ms === null) missing.toa.push(say('intake.time-missing'));

  const place = placeOf(scene) ?? acquisition?.place ?? null;
  const angles = sunAngles(acquisition, timed ? ms : null, place, options.sunZenith);
  if ('refused' in angles) missing.toa.push(angles.refused);
  else warnings.push(...angles.warnings);
  const sun: Direction = 'sun' in angles ? angles.sun : { zenith: 0, azimuth: 0 };
  if (sun.zenith > mostSunZenith)
    (sun.zenith >= 89 ? missing.toa : missing.rayleigh).push(
      say('intake.sun-too-low', { zenith: Math.round(sun.zenith * 10) / 10, most: mostSunZenith }),
    );

  const viewZenith = options.viewZenith ?? acquisition?.viewZenith ?? null;
  if (viewZenith === null) missing.rayleigh.push(say('intake.view-missing'));
  else if (viewZenith < 0 || viewZenith > mostViewZenith)
    missing.rayleigh.push(say('intake.view-too-oblique', { zenith: viewZenith, most: mostViewZenith }));
  const viewAzimuth = options.viewAzimuth ?? acquisition?.viewAzimuth ?? null;
  let view: Direction = { zenith: viewZenith ?? 0, azimuth: viewAzimuth ?? NaN };
  if (Number.isNaN(view.azimuth) || Number.isNaN(sun.azimuth)) {
    if (view.zenith > nearlyNadir) warnings.push(say('intake.azimuth-assumed', { zenith: view.zenith }));
    if (Number.isNaN(sun.azimuth)) sun.azimuth = 0;
    view = { ...view, azimuth: sun.azimuth + 90 };
  }

  const day = ms === null ? 1 : dayOfYear(ms);
  const [longitude, latitude] = place ?? [NaN, NaN];
  if (!place && (options.ozone === undefined || options.waterVapour === undefined))
    missing.rayleigh.push(say('intake.place-missing'));
  if (options.height === undefined) warnings.push(say('intake.sea-level'));
  if (options.aod === undefined) missing.surface.push(say('intake.aerosol-missing'));
  const lines: Record<string, Line> = Object.fromEntries(
    measured.map(band => [id(band), { scale: band.radiometry.scale, offset: band.radiometry.offset }]),
  );
  const ladder: Omit<LadderInput, 'to'> = {
    from,
    lines,
    facts,
    gains,
    day,
    sun,
    sunFrom: 'from' in angles ? angles.from : say('intake.sun-missing'),
    view,
    pressure: pressureAt(options.height ?? 0),
    ozone:
      options.ozone === undefined
        ? { dobson: usualOzone(day, longitude, latitude), from: say('intake.usual-ozone') }
        : { dobson: options.ozone, from: say('scene.given') },
    waterVapour:
      options.waterVapour === undefined
        ? { centimetres: usualWaterVapour(day, latitude), from: say('intake.usual-water') }
        : { centimetres: options.waterVapour, from: say('scene.given') },
    aerosol:
      options.aod === undefined
        ? null
        : { model: options.aerosol ?? 'continental', aod: options.aod, from: options.aerosolFit ?? {} },
  };
  return { ladder, missing, warnings };
}

/** Gains that can be multiplied; else the rung lacks them. */
function usable(
  { gains, nearestYear }: CameraGains,
  camera: string,
  year: number | null,
  missing: Record<Level, Said[]>,
  warnings: Said[],
): LadderInput['gains'] {
  const other = Object.values(gains).find(g => isOtherForm(g.gain));
  if (other) {
    missing.radiance.push(
      say('intake.other-form', { camera, gain: other.gain, band: other.band, year: other.year ?? '–' }),
    );
    return null;
  }
  const doubtful = Object.values(gains).filter(g => g.evidence === 'to-confirm' && !g.own);
  if (doubtful.length > 0)
    warnings.push(
      say('intake.gain-doubtful', {
        camera,
        bands: doubtful.map(g => g.band).join(', '),
        source: doubtful[0].source,
      }),
    );
  const note =
    nearestYear === null
      ? null
      : say('intake.nearest-year', { camera, year: year ?? '–', used: nearestYear });
  if (note) warnings.push(note);
  return { rows: gains, note };
}

/** Longitude and latitude of the scene's middle; null where nothing places it. */
function placeOf({ grid: { affine, width, height, crs } }: Scene): [number, number] | null {
  if (!crs) return null;
  const [longitude, latitude] = toLonLat(crs)(toMap(affine, width / 2, height / 2));
  return Number.isFinite(longitude) && Number.isFinite(latitude) ? [longitude, latitude] : null;
}
