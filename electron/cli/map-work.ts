import { resolve } from 'node:path';
import { beijingTime } from '#core/foundation/dates.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { SceneRef } from '#core/recipe/request.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { productStem } from '#host/files/file-name.ts';
import type { Progress } from '#host/files/progress.ts';
import { assessmentAtlas } from '#host/products/atlas/assessment-atlas.ts';
import type { AtlasInput, AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import type { MapKind, MapMaterial, MapSheets } from '#host/products/maps/map-kind.ts';
import { listPictures } from '#host/raster/list-pictures.ts';
import { sceneOptionsOf, UsageError } from './arguments.ts';
import { bloomOf, materials } from './map-material.ts';
import { threshold, type Request } from './map-request.ts';
import { commandResolver } from './resolver.ts';

/** What is drawn of a request. */
export interface MapWork {
  stem: string;
  sheets: readonly AtlasUnit[];
  atlas: Pick<AtlasInput, 'units' | 'overview' | 'key' | 'title'> | null;
  warnings: readonly string[];
}

export async function mapWork(kind: MapKind, request: Request): Promise<MapWork> {
  const { values, template, options } = request;
  const dates = kind.from[0] === 'bloom' && values.series !== undefined;
  const by = dates ? 'dates' : kind.atlas;
  if (values.atlas !== undefined && values.atlas !== by)
    throw new UsageError(`--atlas ${values.atlas}: this map has ${by ?? 'no atlas'}`);
  if (dates) return workOfDates(kind, request);
  const { material, warnings } = await materials[kind.from[0]](request);
  const made = await sheetsOf(kind, material, request);
  const atlas = values.atlas !== undefined && kind.atlas && 'input' in material;
  return {
    stem: made.stem,
    sheets: atlas ? [] : chosen(made, values.patch),
    atlas: atlas ? assessmentAtlas({ ...material.input, sheet: options }, kind.atlas!, template) : null,
    warnings: [...warnings, ...(made.warnings ?? [])],
  };
}

const sheetsOf = (
  kind: MapKind,
  material: MapMaterial,
  { options: sheet, template, pool, progress }: Request,
): Promise<MapSheets> =>
  kind.sheets(material, { sheet, template }, { pool, progress, keep: (_, make) => make() });

function chosen({ sheets }: MapSheets, patch: string | undefined): readonly AtlasUnit[] {
  const found = sheets.filter(s => patch === undefined || s.patch === undefined || s.patch.name === patch);
  if (found.length === 0)
    throw new BloomlineError(
      'nothing-valid',
      patch === undefined ? 'patches' : `--patch ${patch}`,
      patch === undefined ? say('cli.no-patch') : say('cli.no-such-patch', { count: sheets.length }),
    );
  return found;
}

/** A map of bloom of every scene of a folder: an atlas by date. */
async function workOfDates(kind: MapKind, request: Request): Promise<MapWork> {
  const { values, template } = request;
  const folder = resolve(values.series!);
  threshold(values);
  const said = sceneOptionsOf(values);
  const scenes: { name: string; ref: SceneRef; date: string }[] = [];
  const warnings: string[] = [];
  for (const { paths } of listPictures(folder, said.join)) {
    const ref = { files: paths, said };
    const { name, acquired } = await commandResolver.scene(ref);
    const date = beijingTime(acquired)?.date;
    if (date) scenes.push({ name, ref, date });
    else warnings.push(inEnglish('cli.scene-without-date', { name }));
  }
  scenes.sort((a, b) => a.date.localeCompare(b.date));
  const units: AtlasUnit[] = scenes.map(({ name, ref, date }) => ({
    name: `${date} ${name}`,
    make: async (progress: Progress) => {
      const asked = { ...request, progress };
      const { sheets } = await sheetsOf(kind, (await bloomOf(asked, ref)).material, asked);
      return sheets[0].make(progress);
    },
  }));
  const [first, last] = [scenes[0]?.date ?? '', scenes.at(-1)?.date ?? ''];
  return {
    stem: productStem(template.id, folder.split(/[\\/]/).at(-1)!, `${first}_${last}`),
    sheets: units,
    atlas: {
      units,
      overview: null,
      key: JSON.stringify([folder, values.index, values.threshold, values.mask, values.clouds]),
      title: `${first} – ${last}`,
    },
    warnings,
  };
}
