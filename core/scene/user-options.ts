import { joinMethods } from './joined.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { inEnglish } from '#core/words/said.ts';
import type { Belief, Scene, UserOptionName } from './scene.ts';

/** Why something is believed that the user said. */
export const givenByUser = inEnglish('scene.given');

/** What the user said of a scene so far; it holds until the user says otherwise. */
export function userOptions(scene: Scene): SceneOptions {
  const said = (what: Belief['what']) =>
    scene.beliefs.some(b => b.what === what && b.why.includes(givenByUser));
  const scaled = scene.bands.find(b => b.radiometry.source === givenByUser);
  const nodata = scene.bands.find(b => b.nodataSource === 'user');
  return {
    ...(said('bands')
      ? {
          bands: Object.fromEntries(scene.bands.filter(b => b.role).map(b => [b.role, b.index])),
          allRoles: true,
        }
      : {}),
    ...(scaled ? { scale: scaled.radiometry.scale, offset: scaled.radiometry.offset } : {}),
    ...(nodata ? { nodata: nodata.nodata } : {}),
    ...placeOptions(scene),
    ...(scene.preparation?.said ?? {}),
    ...(scene.move ?? {}),
    ...(said('acquired') && scene.acquired ? { acquired: scene.acquired } : {}),
  };
}

/** How its pixels came onto its grid, where they did not lie on it. */
function placeOptions({ joined }: Scene): SceneOptions {
  const warps = Object.values(joined?.files ?? {}).flatMap(parts => parts.flatMap(part => part.warp ?? []));
  const placed = warps.find(({ from }) => from.placement)?.from.placement;
  const how = joinMethods.find(method => method === joined?.how) ?? (placed && methodOf(warps));
  return {
    ...(how ? { join: how } : {}),
    ...(placed?.heights ? { dem: placed.heights } : {}),
    ...(placed && !placed.heights && placed.height !== placed.rpc.heightOffset
      ? { height: placed.height }
      : {}),
  };
}

/** Of strips that lie on one lattice: that of their measured bands, for classes take the nearest pixel anyway. */
const methodOf = (warps: readonly { how: string }[]) =>
  joinMethods.find(method => method !== 'nearest' && warps.some(({ how }) => how === method)) ?? 'nearest';

/** Earlier words, without those taken back, and the new ones over them; new roles replace all earlier ones. */
export function saidAnew(
  scene: Scene,
  options: SceneOptions,
  forget: readonly UserOptionName[] = [],
): SceneOptions {
  const kept = userOptions(scene);
  for (const name of forget) delete kept[name];
  // What was found for another place holds no more.
  if (['dem', 'height', 'reference', 'points'].some(name => name in options)) delete kept.refinements;
  return { ...kept, ...options, ...(options.bands ? { allRoles: true } : {}) };
}
