import { bandRoles, isClassification, isReflective, type BandRole } from '#core/scene/band-roles.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { datumInWords, datumOf, isNoShift } from '#core/grid/datum.ts';
import { pixelSize, sameCrs, toMap, type Grid } from '#core/grid/grid.ts';
import { inEnglish, inWords, type Said, say } from '#core/words/said.ts';
import { isReflectance, quantityInWords, quantityOfBand } from './quantity.ts';
import {
  baselineOfName,
  dateInName,
  daysWithYearLast,
  isHarmonised,
  type ProductMetadata,
} from './product-metadata.ts';
import {
  classificationKinds,
  quantities,
  type Belief,
  type FileLayout,
  type PixelType,
  type Radiometry,
  type Scene,
  type SceneBand,
  type SceneQuantity,
} from './scene.ts';
import { givenByUser } from './user-options.ts';
import { describedRoles, waterReflectanceInName } from './described-roles.ts';
import type { Recognition, Sensor } from './sensor.ts';
import type { Rpc } from '#core/grid/rpc.ts';

/** What the reader of one file found, as far as a scene needs it. */
export interface SceneFileInfo {
  file: string;
  /** Base name. */
  name: string;
  grid: Grid;
  layout: FileLayout;
  samples: number;
  type: PixelType;
  /** By sample from 0. */
  nodata: readonly (number | null)[];
  placement: string;
  georeferenced: boolean;
  /** Of a picture without a map place. */
  rpc?: Rpc;
  /** By sample from 0, as far as tags tell. */
  bands: {
    description?: string;
    scale?: number;
    offset?: number;
    wavelengthNm?: number;
    items?: Record<string, string>;
  }[];
  fileItems: Record<string, string>;
  /** Set where scale and place do not stand in TIFF tags but in attributes and headers. */
  told?: 'attributes';
  warnings: string[];
}

/** A classification on its own, told by a word of its file's name. */
const classificationInName = /(?:^|[_.-])(SCL|QA_PIXEL|Fmask|state_1km)(?=[_.-])/i;

function classificationOf({ file, samples, type }: SceneFileInfo): BandRole | null {
  const integer = type === 'Byte' || type === 'UInt16' || type === 'Int16';
  const word = samples === 1 && integer ? classificationInName.exec(file.split(/[\\/]/).at(-1)!) : null;
  return word ? (word[1].toUpperCase() as BandRole) : null;
}

/**
 * Makes a scene of files: bands numbered across the files in order, roles, radiometry, time, and why each is believed.
 * Throws `grids-differ` where the files do not share a grid and `bad-input` for options that name no band.
 */
export function assembleScene(
  files: readonly SceneFileInfo[],
  recognition: Recognition | null,
  metadata: ProductMetadata | null,
  options: SceneOptions,
  name: string,
): Scene {
  const beliefs: Belief[] = [];
  const warnings = files.flatMap(f => f.warnings);
  const pairs = files.flatMap((file, i) =>
    Array.from({ length: file.samples }, (_, sample) => ({
      file,
      sample,
      bandId: recognition?.bands[i][sample] ?? null,
    })),
  );
  const sensorBand = (bandId: string | null) => recognition?.sensor.bands.find(b => b.id === bandId) ?? null;
  const describedAll = pairs.map(p => p.file.bands[p.sample]?.description ?? wordInName(p.file));
  const roles = pairs.map(p => sensorBand(p.bandId)?.role ?? null) as (BandRole | null)[];
  const described = describedRoles(
    pairs.map(({ file, sample }, i) => ({ ...file.bands[sample], description: describedAll[i] })),
    [name, ...files.map(f => f.name)],
  );
  if (!recognition) described.roles.forEach((role, i) => (roles[i] = role));
  const named = pairs.map((pair, i) => (roles[i] === null ? classificationOf(pair.file) : null));
  named.forEach((role, i) => {
    if (role !== null && !roles.includes(role)) roles[i] = role;
  });
  pairs.forEach(({ file, sample }, i) => {
    const role = bandRoles.find(r => r === file.bands[sample]?.items?.BLOOMLINE_ROLE);
    if (role && !recognition) roles[i] = role;
  });
  applyBandMap(roles, options, pairs.length);
  if (!recognition && !options.bands && described.unclear.length)
    warnings.push(inEnglish('scene.band-numbers-unclear', { bands: described.unclear.join(', ') }));

  if (options.bands && Object.keys(options.bands).length)
    beliefs.push({ what: 'bands', value: bandList(roles), why: givenByUser });
  else if (recognition) beliefs.push({ what: 'bands', value: bandList(roles), why: recognition.why });
  else if (roles.some(Boolean))
    beliefs.push({
      what: 'bands',
      value: bandList(roles),
      why: named.some(Boolean) ? inEnglish('scene.descriptions-and-names') : inEnglish('scene.descriptions'),
    });
  if (recognition)
    beliefs.push({
      what: 'sensor',
      value: recognition.sensor.name.en,
      why: metadata ? `${recognition.why}; ${metadata.source}` : recognition.why,
    });

  const grid = chooseGrid(files, roles, pairs);
  const bands: SceneBand[] = pairs.map((pair, i) => {
    const known = sensorBand(pair.bandId);
    const role = roles[i];
    return {
      index: i + 1,
      file: pair.file.file,
      fileBand: pair.sample + 1,
      type: pair.file.type,
      role,
      description: describedAll[i] ?? known?.id ?? null,
      ...nodataOf(
        pair.file,
        pair.sample,
        known && role !== null && !isFloat(pair.file) ? (recognition?.sensor.fillDn ?? null) : null,
        options,
      ),
      radiometry: radiometryOf(
        role,
        known,
        recognition,
        metadata,
        pair.file.bands[pair.sample] ?? {},
        options,
        pair.file,
      ),
      wavelengthNm: known?.wavelengthNm ?? (recognition ? null : described.wavelengthsNm[i]),
      ratio: ratioTo(grid, pair.file),
    };
  });

  const measured = bands.find(b => isReflective(b.role)) ?? bands[0];
  const quantity =
    writtenQuantity(files, options) ?? quantityOfBand(measured, recognition?.sensor.level ?? null);
  beliefs.push({
    what: 'radiometry',
    value: inEnglish('radiometry.of-dn', {
      quantity: isReflectance(quantity.value)
        ? say('radiometry.reflectance')
        : quantityInWords(quantity.value),
      scale: measured.radiometry.scale,
      offset: measured.radiometry.offset,
    }),
    why: measured.radiometry.source,
  });
  beliefs.push({
    what: 'quantity',
    value: inWords(quantityInWords(quantity.value), 'en'),
    why: quantity.why,
  });
  if (!measured.radiometry.known) warnings.push(inEnglish('radiometry.unknown'));
  if (
    recognition?.sensor.id.startsWith('sentinel-2') &&
    measured.radiometry.source === inEnglish('scene.sensor-table-of', { id: recognition.sensor.id }) &&
    baselineOfName(name) === null
  )
    warnings.push(inEnglish('radiometry.baseline-unknown'));

  if (measured.nodata !== null)
    beliefs.push({
      what: 'nodata',
      value: String(measured.nodata),
      why:
        measured.nodataSource === 'file'
          ? inEnglish('scene.declared')
          : measured.nodataSource === 'user'
            ? givenByUser
            : inEnglish('scene.sensor-table'),
    });
  const acquired = acquiredOf(files, recognition, metadata, options, name, beliefs);
  const ambiguous = [name, ...files.map(f => f.name)].map(daysWithYearLast).find(days => days.length > 1);
  if (acquired === null && ambiguous)
    warnings.push(inEnglish('scene.date-ambiguous', { first: ambiguous[0], second: ambiguous[1] }));
  beliefs.push({
    what: 'crs',
    value: grid.crs
      ? `${grid.crs.name}${grid.crs.epsg ? ` (EPSG:${grid.crs.epsg})` : ''}`
      : inEnglish('scene.not-known'),
    why: grid.crs
      ? inEnglish(files[0].told ? 'scene.placed-by' : 'scene.geo-keys', { tag: files[0].placement })
      : inEnglish('scene.no-crs'),
  });
  const datum = grid.crs && datumOf(grid.crs);
  if (datum && !(datum.shift && isNoShift(datum.shift)))
    beliefs.push({ what: 'datum', value: datum.name, why: datumInWords(datum) });
  if (measured.radiometry.quantity === 'radiance')
    warnings.push(inEnglish('radiometry.radiance-not-reflectance'));
  const classified = bands.find(b => classificationKinds.some(kind => kind === b.role));
  const saturated = bands.find(b => b.role === 'QA_RADSAT');
  if (classified)
    beliefs.push({
      what: 'clouds',
      value: classified.role!,
      why: inEnglish('scene.described-band', {
        index: classified.index,
        description: classified.description ?? classified.file,
      }),
    });
  const simulated = files.some(f => f.fileItems.BLOOMLINE_SIMULATED === 'yes');
  if (simulated)
    beliefs.push({
      what: 'simulated',
      value: inEnglish('scene.yes'),
      why: inEnglish('scene.metadata-item', { item: 'BLOOMLINE_SIMULATED' }),
    });

  return {
    name,
    files: files.map(f => f.layout),
    grid,
    bands,
    sensor: recognition?.sensor.id ?? null,
    ...(recognition
      ? { sensorName: recognition.sensor.name, sensorEvidence: recognition.sensor.evidence }
      : {}),
    acquired,
    classification: classified
      ? { kind: classificationKinds.find(kind => kind === classified.role)!, band: classified.index }
      : null,
    ...(saturated ? { saturation: { band: saturated.index } } : {}),
    beliefs,
    warnings: [...new Set(warnings)],
    quantity,
    simulated,
  };
}

/** What this program wrote the files as. */
function writtenQuantity(files: readonly SceneFileInfo[], options: SceneOptions): SceneQuantity | null {
  if (options.scale !== undefined || options.offset !== undefined) return null;
  const [value, ...others] = new Set(files.map(f => f.fileItems.BLOOMLINE_QUANTITY));
  const found = others.length === 0 && quantities.find(q => q === value);
  return found
    ? { value: found, why: inEnglish('scene.metadata-item', { item: 'BLOOMLINE_QUANTITY' }) }
    : null;
}

function nodataOf(
  file: SceneFileInfo,
  sample: number,
  fillDn: number | null,
  options: SceneOptions,
): Pick<SceneBand, 'nodata' | 'nodataSource'> {
  if (options.nodata !== undefined) return { nodata: options.nodata, nodataSource: 'user' };
  const declared = file.nodata[sample] ?? null;
  if (declared !== null) return { nodata: declared, nodataSource: 'file' };
  return { nodata: fillDn, nodataSource: fillDn === null ? null : 'sensor table' };
}

const isFloat = ({ type }: SceneFileInfo) => type.startsWith('Float');

/** What the name of a file with one band says of it. */
const wordInName = ({ name, samples }: SceneFileInfo): string | null =>
  samples === 1 ? (waterReflectanceInName.exec(name)?.[1] ?? null) : null;

const bandList = (roles: readonly (BandRole | null)[]) =>
  roles
    .map((role, i) => (role ? `${role}=${i + 1}` : null))
    .filter(Boolean)
    .join(' ');

function applyBandMap(roles: (BandRole | null)[], options: SceneOptions, count: number): void {
  if (options.bands && options.allRoles) roles.fill(null);
  for (const [role, index] of Object.entries(options.bands ?? {}) as [BandRole, number][]) {
    if (index > count)
      throw new BloomlineError('bad-input', `--bands ${role}=${index}`, say('scene.band-number', { count }));
    for (let i = 0; i < roles.length; i++) if (roles[i] === role) roles[i] = null;
    roles[index - 1] = role;
  }
}

function radiometryOf(
  role: BandRole | null,
  known: Sensor['bands'][number] | null,
  recognition: Recognition | null,
  metadata: ProductMetadata | null,
  tags: SceneFileInfo['bands'][number],
  options: SceneOptions,
  file: SceneFileInfo,
): Radiometry {
  const sensor = recognition?.sensor ?? null;
  if (role && isClassification(role))
    return { scale: 1, offset: 0, source: inEnglish('radiometry.classification'), known: true };
  if (options.scale !== undefined)
    return { scale: options.scale, offset: options.offset ?? 0, source: givenByUser, known: true };
  // An offset alone goes with the scale that the files have.
  if (options.offset !== undefined) {
    const found = radiometryOf(
      role,
      known,
      recognition,
      metadata,
      tags,
      { ...options, offset: undefined },
      file,
    );
    return { scale: found.scale, offset: options.offset, source: givenByUser, known: found.known };
  }
  const quantity = known?.quantity ?? sensor?.quantity;
  if (quantity === 'code')
    return {
      scale: 1,
      offset: 0,
      source: inEnglish('radiometry.product-codes'),
      known: true,
      quantity,
    };
  const told = known && metadata?.radiometry[known.id];
  if (told)
    return {
      ...told,
      source: told.thermal ? inEnglish('radiometry.thermal', { file: metadata.source }) : metadata.note,
      known: true,
      ...(metadata.quantity ? { quantity: metadata.quantity } : {}),
    };
  if (known && known.radiometry === undefined && metadata?.common)
    return { ...metadata.common, source: metadata.note, known: true };
  // Rrs is the water's radiance over the light that comes down: π times it is a reflectance.
  const water = /^Rrs/i.test(tags.description ?? wordInName(file) ?? '');
  if (tags.scale !== undefined || tags.offset !== undefined || water)
    return {
      scale: (tags.scale ?? 1) * (water ? Math.PI : 1),
      offset: (tags.offset ?? 0) * (water ? Math.PI : 1),
      source: inEnglish(
        water
          ? 'radiometry.remote-sensing-reflectance'
          : file.told
            ? 'radiometry.attributes'
            : 'radiometry.tags',
      ),
      known: true,
      ...(quantity ? { quantity } : {}),
    };
  const ofType = known && recognition?.radiometry?.[file.type as 'UInt16'];
  if (ofType) return { scale: ofType.scale, offset: ofType.offset, source: ofType.why, known: true };
  // A table scales the integers of the product: floats were scaled when they were made, bytes are a picture.
  const scalable = !isFloat(file) && !/^(Byte|Int8)$/.test(file.type);
  const table = !scalable ? null : known?.radiometry === undefined ? sensor?.radiometry : known.radiometry;
  if (table) {
    const isSentinel2 = sensor!.id.startsWith('sentinel-2');
    if (isSentinel2 && isHarmonised(file.file))
      return { ...table, source: inEnglish('radiometry.harmonised'), known: true };
    const baseline = isSentinel2 ? baselineOfName(file.file) : null;
    if (baseline !== null && baseline >= 4)
      return {
        scale: table.scale,
        offset: -0.1,
        source: inEnglish('radiometry.baseline-offset', { baseline: baseline.toFixed(2) }),
        known: true,
      };
    return {
      ...table,
      source:
        baseline === null
          ? inEnglish('scene.sensor-table-of', { id: sensor!.id })
          : inEnglish('scene.sensor-table-baseline', { id: sensor!.id, baseline: baseline.toFixed(2) }),
      known: true,
      ...(quantity ? { quantity } : {}),
    };
  }
  if (quantity)
    return {
      scale: 1,
      offset: 0,
      source: inEnglish('radiometry.product-values', { quantity }),
      known: true,
      quantity,
    };
  if (isFloat(file))
    return {
      scale: 1,
      offset: 0,
      source: inEnglish(role === 'T' ? 'radiometry.float-kelvin' : 'radiometry.float-reflectance'),
      known: true,
    };
  return { scale: 1, offset: 0, source: inEnglish('radiometry.dn-as-they-are'), known: false };
}

/** The finest grid among the measured bands; panchromatic and thermal bands do not choose it. */
function chooseGrid(
  files: readonly SceneFileInfo[],
  roles: readonly (BandRole | null)[],
  pairs: readonly { file: SceneFileInfo }[],
): Grid {
  const choosing = pairs.filter((_, i) => isReflective(roles[i])).map(p => p.file);
  const candidates = choosing.length ? choosing : files;
  return candidates.reduce((best, f) =>
    pixelSize(f.grid.affine)[0] < pixelSize(best.grid.affine)[0] * 0.999 ? f : best,
  ).grid;
}

/** Whole scene pixels per pixel of the file, both with the same upper-left corner. Throws `grids-differ`. */
function ratioTo(grid: Grid, file: SceneFileInfo): number {
  const [width, height] = pixelSize(grid.affine);
  const [fileWidth, fileHeight] = pixelSize(file.grid.affine);
  const ratio = Math.round(fileWidth / width);
  const origin = toMap(grid.affine, 0, 0);
  const fileOrigin = toMap(file.grid.affine, 0, 0);
  const covers = file.grid.width * ratio >= grid.width && file.grid.height * ratio >= grid.height;
  const close = (a: number, b: number, tolerance: number) => Math.abs(a - b) <= tolerance;
  const fits =
    ratio >= 1 &&
    close(fileWidth, width * ratio, width * 1e-4) &&
    close(fileHeight, height * ratio, height * 1e-4) &&
    close(origin[0], fileOrigin[0], width * 0.01) &&
    close(origin[1], fileOrigin[1], height * 0.01) &&
    (file.grid.width - 1) * ratio < grid.width &&
    (file.grid.height - 1) * ratio < grid.height &&
    covers &&
    (file.grid.crs && grid.crs ? sameCrs(file.grid.crs, grid.crs) : file.grid.crs === grid.crs);
  if (!fits)
    throw new BloomlineError(
      'grids-differ',
      file.name,
      say('scene.grid-differs', { grid: gridInWords(grid), found: gridInWords(file.grid) }),
    );
  return ratio;
}

const gridInWords = ({ width, height, affine, crs }: Grid): Said =>
  say('scene.grid-of', {
    width,
    height,
    size: pixelSize(affine)[0],
    origin: `${toMap(affine, 0, 0).join(', ')}, ${crs?.name ?? 'no CRS'}`,
  });

/** True where a file can be a band of a scene on this grid. */
export function sharesGrid(grid: Grid, file: SceneFileInfo): boolean {
  try {
    return ratioTo(grid, file) >= 1;
  } catch {
    return false;
  }
}

function acquiredOf(
  files: readonly SceneFileInfo[],
  recognition: Recognition | null,
  metadata: ProductMetadata | null,
  options: SceneOptions,
  name: string,
  beliefs: Belief[],
): string | null {
  const item =
    files.map(f => f.fileItems.BLOOMLINE_ACQUIRED ?? f.fileItems.ACQUISITIONDATETIME).find(Boolean) ?? null;
  const found: [string | null, string][] = [
    [options.acquired ?? null, givenByUser],
    [metadata?.acquired ?? null, metadata?.source ?? ''],
    [item, inEnglish('scene.metadata')],
    [recognition?.date ? dateInName(recognition.date) : null, inEnglish('scene.date-in-file-names')],
    [dateInName(name), inEnglish('scene.date-in-name')],
    [files.map(f => dateInName(f.name)).find(Boolean) ?? null, inEnglish('scene.date-in-file-name')],
  ];
  const first = found.find(([value]) => value);
  if (!first) return null;
  beliefs.push({ what: 'acquired', value: first[0]!, why: first[1] });
  return first[0];
}
