import { keepSources } from '#host/files/protected-files.ts';
import { invert, toMap } from '#core/grid/grid.ts';
import { validityReasons } from '#core/bands/validity.ts';
import type { IndexChoice } from '#core/contract/calls.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { valueOfDn } from '#core/scene/dn-scale.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { missingReason } from '#core/index/missing-reason.ts';
import { compileShader } from '#core/index/compile-shader.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';
import { projector } from '#core/zones/project.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import { publishedThreshold, thresholdRefused } from '#core/index/index-definition.ts';
import type { Scene } from '#core/scene/scene.ts';
import { saidAnew, userOptions } from '#core/scene/user-options.ts';
import { inBoth, inEnglish } from '#core/words/said.ts';
import {
  findIndex,
  kernelFor,
  missingLayers,
  sensorRoles,
  wavelengthOf,
} from '#host/run/index/index-choice.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { indices } from '#host/files/resources.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';
import { maskOf } from './masks.ts';

/** Where the roles that a user gave are remembered: for files with the same bands, wherever they are. */
const rolesKey = (scene: Scene) => `roles:${JSON.stringify(scene.bands.map(b => [b.type, b.description]))}`;

/** Files that options name are opened as scenes are. */
const withChecked = (said: SceneOptions, open: (path: string) => string): SceneOptions => ({
  ...said,
  ...(said.dem ? { dem: { ...said.dem, file: open(said.dem.file) } } : {}),
  ...(said.reference !== undefined ? { reference: open(said.reference) } : {}),
  ...(said.points !== undefined ? { points: open(said.points) } : {}),
});

export const sceneHandlers: Pick<
  Handlers,
  | 'scene.open'
  | 'scene.pictures'
  | 'scene.describe'
  | 'scene.list'
  | 'scene.locate'
  | 'scene.remove'
  | 'scene.stretch'
  | 'scene.probe'
  | 'index.list'
  | 'index.parse'
> = {
  'scene.open': async ({ paths, options }, { workspace, roots, pool, pyramids, send }) => {
    const checked = paths.map(p => roots.open(p));
    const open = (said: SceneOptions) =>
      pool.run(
        'openScene',
        { paths: checked, options: withChecked(said, p => roots.open(p)) },
        { urgent: true },
      );
    let scene = await open(options ?? {});
    const remembered = workspace.catalogue.settings.get(rolesKey(scene)) as {
      bands?: Record<string, number>;
    } | null;
    if (!options && remembered && scene.bands.every(b => b.role === null)) {
      scene = await open(remembered);
      scene.beliefs = scene.beliefs.map(b =>
        b.what === 'bands' ? { ...b, why: inEnglish('scene.remembered') } : b,
      );
    }
    const there = workspace.catalogue.scenes.find(scene.files.map(f => f.file));
    const saved = there
      ? workspace.catalogue.scenes.update(workspace.who, there.id, scene, footprintOf(scene))
      : workspace.catalogue.scenes.add(workspace.who, scene, footprintOf(scene));
    keepSources(scene.files.map(f => f.file));
    send({ type: 'changed', what: 'scenes' });
    return pyramids.described(saved);
  },

  'scene.pictures': ({ paths }, { roots, pool }) =>
    pool.run('listPictures', { paths: paths.map(p => roots.open(p)) }, { urgent: true }),

  'scene.describe': async (
    { sceneId, options: given, forget },
    { workspace, roots, pool, pyramids, send, tallies },
  ) => {
    const options = withChecked(given, p => roots.open(p));
    const present = workspace.scene(sceneId);
    const scene = await pool.run(
      'openScene',
      { paths: present.files.map(f => f.file), options: saidAnew(present, options, forget) },
      { urgent: true },
    );
    scene.name = present.name;
    if (options.bands)
      workspace.catalogue.settings.set(workspace.who, rolesKey(scene), { bands: options.bands });
    const saved = workspace.catalogue.scenes.update(workspace.who, sceneId, scene, footprintOf(scene));
    tallies.clear();
    send({ type: 'changed', what: 'scenes' });
    return pyramids.described(saved);
  },

  'scene.list': (_, { workspace, pyramids }) => workspace.scenes().map(scene => pyramids.described(scene)),

  'scene.locate': async ({ sceneId, paths }, { workspace, roots, pool, pyramids, send }) => {
    const present = workspace.catalogue.scenes.get(sceneId);
    const scene = await pool.run(
      'openScene',
      { paths: paths.map(p => roots.open(p)), options: userOptions(present) },
      { urgent: true },
    );
    const saved = workspace.catalogue.scenes.update(
      workspace.who,
      sceneId,
      { ...scene, name: present.name },
      footprintOf(scene),
    );
    send({ type: 'changed', what: 'scenes' });
    return pyramids.described(saved);
  },

  'scene.remove': ({ sceneId }, { workspace, pyramids, send }) => {
    pyramids.store.remove(workspace.catalogue.scenes.get(sceneId));
    workspace.catalogue.scenes.remove(workspace.who, sceneId);
    send({ type: 'changed', what: 'scenes' });
    return null;
  },

  'scene.stretch': ({ sceneId, layers, percentiles }, { workspace, pool, pyramids }) => {
    const scene = workspace.scene(sceneId);
    layers.forEach(formula => kernelFor(scene, formula));
    return pool.run(
      'stretch',
      {
        scene,
        pyramids: pyramids.store.find(scene),
        formulas: layers,
        wavelengths: wavelengths(scene),
        percentiles: percentiles ?? [2, 98],
      },
      { urgent: true },
    );
  },

  'scene.probe': async ({ sceneId, x, y, formula, mask }, context) => {
    const { workspace, pool } = context;
    const scene = workspace.scene(sceneId);
    const { grid } = scene;
    const [col, row] = toMap(invert(grid.affine), x, y).map(Math.floor);
    const [lon, lat] = grid.crs ? projector(grid.crs, cgcs2000)(x, y) : [null, null];
    const inside = col >= 0 && row >= 0 && col < grid.width && row < grid.height;
    const place = { lon, lat, x, y, col, row, inside };
    if (!inside) return { ...place, reason: null, bands: [], index: null };
    const wanted = formula ? findIndex(formula).formula : null;
    const usable = wanted !== null && missingLayers(scene, wanted).length === 0;
    const { dn, validity, index } = await pool.run(
      'probe',
      {
        scene,
        col,
        row,
        formula: usable ? wanted : null,
        wavelengths: wavelengths(scene),
        mask: maskOf(context, sceneId, mask ?? 'auto'),
      },
      { urgent: true },
    );
    return {
      ...place,
      reason: validityReasons[validity],
      bands: scene.bands.map((b, i) => {
        const value = Number.isFinite(dn[i]) ? dn[i] : null;
        return {
          index: b.index,
          role: b.role,
          description: b.description,
          dn: value,
          reflectance: value === null || value === b.nodata ? null : valueOfDn(b.radiometry, value),
        };
      }),
      index,
    };
  },

  'index.list': ({ sceneId }, { workspace }: Context) => {
    const scene = workspace.catalogue.scenes.get(sceneId);
    return indices().map(definition => choiceOf(scene, definition.id));
  },

  'index.parse': ({ sceneId, formula }, { workspace }) =>
    choiceOf(workspace.catalogue.scenes.get(sceneId), formula),
};

function choiceOf(scene: Scene, idOrFormula: string): IndexChoice {
  const { definition, id, formula } = findIndex(idOrFormula);
  const missing = missingLayers(scene, formula);
  const published = publishedThreshold(definition, scene.sensor, quantityOf(scene));
  const refused = thresholdRefused(definition, quantityOf(scene));
  let shader: unknown = null;
  try {
    shader = missing.length ? null : compileShader(formula, wavelengthOf(scene));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a function that the map cannot draw; numbers are still computed
  }
  const reason = missingReason(id, missing, scene, sensorRoles(scene));
  return {
    id,
    name: definition?.name ?? { zh: id, en: id },
    formula,
    needs: layersOf(parseFormula(formula)),
    source: definition?.source ?? '',
    range: definition?.range ?? { min: -1, max: 1, step: 0.001 },
    defaultThreshold: published?.value ?? null,
    thresholdSource: published?.source ?? null,
    thresholdRefused: refused && inBoth(refused),
    evidence: definition?.evidence ?? 'to-confirm',
    missing,
    missingReason: reason && inBoth(reason),
    shader,
  };
}
