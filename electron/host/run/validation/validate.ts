import { dayMs } from '#core/foundation/dates.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { histogramPercentile, vegetationCover, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import { retrievalAccuracy, type ValidationPlot, type ValidationResult } from '#core/ecology/validation.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Observation, Parameter } from '#core/plots/site.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { shapeAreaM2, squareAt } from '#core/plots/plot-shapes.ts';
import type { Scene } from '#core/scene/scene.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { binEdge } from '#core/tally/tally.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { placeWhole, placeZones } from '#host/run/zones/place-zones.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { tallyZones } from '#host/run/zones/tally-zones.ts';
import { windowAround } from '#host/run/zones/window-value.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { chunksOf, SceneReader, type Clouds } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { stateRules, validationRules } from '#host/run/rules/ecology-rules.ts';
import type { ValidationSite } from './validation-sites.ts';

export interface ValidationInput {
  scene: Scene;
  /** `FVC`, an index or formula, or `raster`: the first band as it is. */
  product: string;
  /** The product times this is in the unit of the parameter; null takes the rule's, else 1. */
  factor: number | null;
  endmembers: EndMembers | null;
  parameter: Parameter;
  sites: readonly ValidationSite[];
  /** Limits of classes in the parameter's unit; null takes the rule's. */
  classLimits: readonly number[] | null;
  /** Pixels along a side of the window around a plot that is a point. */
  side: 1 | 3 | 5;
  /** Samples at most this many days from the scene; null takes the rule's. */
  withinDays: number | null;
  clouds: Clouds;
  files: readonly string[];
  pool: RasterPool | null;
  notes?: readonly string[];
}

const cacheBytes = 64 * 2 ** 20;

/**
 * Parameters measured on plots beside a satellite product there: pairs, P = 1 − REE per type of plot and in total,
 * kappa.
 */
export async function validateRetrieval(
  input: ValidationInput,
  progress: Progress = {},
): Promise<ValidationResult> {
  const { scene, parameter, sites } = input;
  const { retrieval: rule } = validationRules();
  const usual = rule.parameters[parameter.id];
  const isCover = input.product.toUpperCase() === 'FVC';
  const formula = input.product === 'raster' ? 'b1' : findIndex(isCover ? 'NDVI' : input.product).formula;
  const factor = input.factor ?? (usual && usual.product === (isCover ? 'FVC' : '') ? usual.factor : 1);
  const limits = [...(input.classLimits ?? usual?.classLimits ?? [])];
  if (limits.some((limit, i) => !Number.isFinite(limit) || (i > 0 && limit <= limits[i - 1])))
    throw new BloomlineError('bad-input', limits.join(', '), say('validation.limits'));
  if (!(factor > 0)) throw new BloomlineError('bad-input', String(factor), say('validation.factor'));
  if (sites.length === 0)
    throw new BloomlineError('bad-input', parameter.id, say('validation.no-plot', { id: parameter.id }));
  const kernel = kernelFor(scene, formula);
  if (!scene.grid.crs) throw new BloomlineError('crs-unknown', scene.name, say('validation.no-crs'));
  const endmembers = isCover ? (input.endmembers ?? (await wholeEndmembers(input, formula, progress))) : null;
  const valueOf = (index: number) => (endmembers ? vegetationCover(index, endmembers) : index) * factor;
  const warnings = [...(input.notes ?? [])];
  const withinDays = input.withinDays ?? rule.withinDays;
  const plots: ValidationPlot[] = [];
  let late = 0;
  const reader = new SceneReader(scene, new BlockCache(cacheBytes));
  try {
    for (const [i, { site, outline, observations }] of sites.entries()) {
      throwIfCancelled(progress.signal);
      progress.onProgress?.(i, sites.length, 'tally');
      const near = nearestDay(observations, scene.acquired, withinDays);
      if (!near) {
        late++;
        continue;
      }
      const { id, name, code, kind, lon, lat } = site;
      const shape: MultiPolygon | null =
        outline.length > 0 ? outline : site.sideM ? squareAt([lon, lat], site.sideM) : null;
      const seen = shape
        ? await overShape(reader, kernel, shape, name, input.clouds, valueOf)
        : await overWindow(reader, kernel, site, input.side, input.clouds, valueOf);
      const leftOut: ValidationPlot['leftOut'] =
        seen === null
          ? 'outside'
          : seen.value === null || seen.validShare < rule.minValidShare
            ? 'not-seen'
            : null;
      plots.push({
        siteId: id,
        name,
        code,
        type: kind,
        lon,
        lat,
        shape: outline.length > 0 ? 'outline' : site.sideM ? 'square' : 'window',
        areaM2: shape ? shapeAreaM2(shape) : null,
        ...near,
        retrieved: seen?.value ?? null,
        validShare: seen?.validShare ?? 0,
        leftOut,
      });
    }
  } finally {
    reader.close();
  }
  if (late > 0) warnings.push(inEnglish('validation.late', { late, days: withinDays }));
  const counted = plots.filter(p => p.leftOut === null);
  if (counted.length === 0)
    throw new BloomlineError(
      'nothing-valid',
      scene.name,
      say('validation.nothing-near', { count: sites.length, id: parameter.id }),
    );
  const largest = (of: (p: ValidationPlot) => number) => Math.max(...counted.map(of));
  if (largest(p => p.measured) > 1.5 && largest(p => p.retrieved!) <= 1)
    warnings.push(inEnglish('validation.units'));
  const zeros = counted.filter(p => p.retrieved === 0 && p.measured !== 0);
  if (zeros.length > 0)
    warnings.push(inEnglish('validation.zeros', { count: zeros.length, name: zeros[0].name }));
  const types = [...new Set(plots.map(p => p.type))];
  const recipe = await makeRecipe(
    {
      kind: 'validation',
      scenes: [scene],
      files: input.files,
      zones: null,
      parameters: {
        product: input.product,
        formula,
        endmembers,
        ...(isCover && !input.endmembers
          ? { endmemberRule: 'percentiles of the area with NDVI above 0 in the whole scene' }
          : {}),
        factor,
        parameter: parameter.id,
        unit: parameter.unit,
        withinDays,
        window: input.side,
        minValidShare: rule.minValidShare,
        classLimits: limits,
        clouds: input.clouds,
        rule: 'P = 1 − REE; REE = √(Σ((measured − retrieved)/retrieved)²/N)',
        asked: {
          parameter,
          factor: input.factor,
          endmembers: input.endmembers,
          classLimits: input.classLimits && [...input.classLimits],
          withinDays: input.withinDays,
          // The catalogue goes on growing: the plots and their samples as they were.
          sites: [...sites],
        },
      },
      rules: [ruleStamp(rule)],
      warnings,
    },
    progress,
  );
  const simulated = recipe.simulated || sites.some(s => s.site.simulated);
  return {
    kind: 'validation',
    name: rule.name,
    note: rule.note,
    evidence: rule.evidence,
    parameter: { id: parameter.id, name: parameter.name, unit: parameter.unit },
    product: {
      name: input.product === 'raster' ? scene.name : isCover ? 'FVC' : input.product,
      formula: endmembers
        ? `(NDVI − ${endmembers.soil.toFixed(4)}) / (${endmembers.vegetation.toFixed(4)} − ${endmembers.soil.toFixed(4)})`
        : formula,
      factor,
      acquired: scene.acquired,
    },
    passRetrieval: rule.passRetrieval,
    passInterpretation: rule.passInterpretation,
    classLimits: limits,
    plots,
    accuracies: [null, ...types].map(type => retrievalAccuracy(rule, type, plots, limits)),
    recipe: { ...recipe, simulated },
  };
}

/** Mean of the samples of the day that is nearest to the scene (the newest day without a date). */
function nearestDay(observations: readonly Observation[], acquired: string | null, withinDays: number) {
  const days = Map.groupBy(observations, o => o.time.slice(0, 10));
  const apart = (day: string) =>
    acquired === null ? -Date.parse(day) : Math.abs(Date.parse(day) - Date.parse(acquired.slice(0, 10)));
  const day = [...days.keys()].sort((a, b) => apart(a) - apart(b))[0];
  if (acquired !== null && !(apart(day) <= withinDays * dayMs)) return null;
  const values = days.get(day)!.map(o => o.value);
  return { day, observations: values.length, measured: values.reduce((a, b) => a + b, 0) / values.length };
}

interface Seen {
  value: number | null;
  validShare: number;
}
type Kernel = ReturnType<typeof kernelFor>;

async function overShape(
  reader: SceneReader,
  kernel: Kernel,
  shape: MultiPolygon,
  name: string,
  clouds: Clouds,
  valueOf: (index: number) => number,
): Promise<Seen | null> {
  const { grid } = reader.scene;
  let placed;
  try {
    [placed] = placeZones(
      { zones: [{ name, geometry: shape, attributes: {} }], crs: cgcs2000, subject: name },
      grid,
    );
  } catch (error) {
    if (error instanceof BloomlineError && error.code === 'zone-outside') return null;
    throw error;
  }
  const { edges, window } = placed;
  let [sum, valid, total] = [0, 0, 0];
  for (const chunk of chunksOf(reader.scene, window!)) {
    const { index, validity } = await readIndex(reader, kernel, chunk, clouds);
    const coverage = coverageFractions(edges!, chunk);
    const areas = pixelAreasM2(grid, chunk);
    for (let i = 0; i < coverage.length; i++) {
      const area = coverage[i] * areas[i];
      total += area;
      if (area === 0 || validity[i] !== 0) continue;
      valid += area;
      sum += area * valueOf(index[i]);
    }
  }
  // What the scene does not have of the plot is not seen, either.
  const whole = Math.max(total, shapeAreaM2(shape) * 0.999);
  return { value: valid > 0 ? sum / valid : null, validShare: whole > 0 ? Math.min(1, valid / whole) : 0 };
}

async function overWindow(
  reader: SceneReader,
  kernel: Kernel,
  place: { lon: number; lat: number },
  side: number,
  clouds: Clouds,
  valueOf: (index: number) => number,
): Promise<Seen | null> {
  const found = windowAround(reader.scene, place, side);
  if (!found) return null;
  const { index, validity } = await readIndex(reader, kernel, found.window, clouds);
  const values = [...index].filter((_, i) => validity[i] === 0).map(valueOf);
  return {
    value: values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null,
    validShare: values.length / found.whole,
  };
}

async function wholeEndmembers(
  { scene, clouds, pool }: ValidationInput,
  formula: string,
  progress: Progress,
): Promise<EndMembers> {
  const { range } = findIndex('NDVI').definition!;
  const places = [placeWhole(scene.grid, scene.name)];
  const [tally] = await tallyZones(scene, formula, places, range, clouds, pool, progress);
  const { lowPercent, highPercent } = stateRules().vegetationCover;
  // Water would stand for bare soil: the plots are on land.
  const land = tally.areaByBinM2.map((area, i) => (binEdge(range, i) >= 0 ? area : 0));
  return {
    soil: histogramPercentile(range, land, lowPercent) ?? 0,
    vegetation: histogramPercentile(range, land, highPercent) ?? 1,
  };
}
