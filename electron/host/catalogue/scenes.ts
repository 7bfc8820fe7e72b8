import { refuseInUse } from './assessments.ts';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import type { CatalogueScene, Scene } from '#core/scene/scene.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { adoptCorrections, leaveCorrections } from './corrections.ts';
import { polygonColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Handle, Row } from '#host/catalogue/store/handles.ts';
import { fileOnDisk } from '#host/formats/archive/paths.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

interface SceneRow {
  id: number;
  scene: string;
}

/** `footprint` in longitude and latitude of CGCS2000, or null where it is not known. */
export function addScene(tx: CatalogueWriter, scene: Scene, footprint: MultiPolygon | null): CatalogueScene {
  const row = rowOf(tx, scene);
  const id = tx.insert('scene', row);
  adoptCorrections(tx, id, String(row.files));
  setFootprint(tx, id, scene, footprint);
  return getScene(tx, id);
}

export function updateScene(
  tx: CatalogueWriter,
  id: number,
  scene: Scene,
  footprint: MultiPolygon | null,
): CatalogueScene {
  tx.update('scene', id, rowOf(tx, scene));
  setFootprint(tx, id, scene, footprint);
  return getScene(tx, id);
}

export function removeScene(tx: CatalogueWriter, id: number): void {
  refuseInUse(tx, 'scene_ids', [id]);
  setFootprint(tx, id, null, null);
  leaveCorrections(tx, id);
  tx.remove('scene', id);
}

/** Oldest acquisition first; scenes without a time come last. */
export function listScenes(reader: CatalogueReader): CatalogueScene[] {
  return reader
    .all<SceneRow>('SELECT id, scene FROM scene ORDER BY acquired ISNULL, acquired, id')
    .map(row => toScene(reader, row));
}

export function getScene(reader: CatalogueReader, id: number): CatalogueScene {
  const row = reader.get<SceneRow>('SELECT id, scene FROM scene WHERE id = ?', id);
  if (!row) throw new BloomlineError('not-found', `scene ${id}`, say('catalogue.no-such-scene', { id }));
  return toScene(reader, row);
}

/** The scene that was opened from exactly these files in this order. */
export function findScene(reader: CatalogueReader, files: string[]): CatalogueScene | null {
  const row = reader.get<SceneRow>(
    'SELECT id, scene FROM scene WHERE files IN (?, ?)',
    JSON.stringify(files.map(file => storedPath(reader, file))),
    // As catalogues of before kept them.
    JSON.stringify(files),
  );
  return row ? toScene(reader, row) : null;
}

/** Files inside the workspace are stored by their place in it, so that the folder can be moved and copied. */
function storedPath(reader: CatalogueReader, file: string): string {
  if (isUrl(file)) return file;
  const inside = relative(dirname(reader.path), file);
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside.replaceAll('\\', '/');
}

/** The scene with every path changed. */
function withPaths<S extends Scene>(scene: S, change: (file: string) => string): S {
  const { joined } = scene;
  return {
    ...scene,
    files: scene.files.map(f => ({ ...f, file: change(f.file) })),
    // A band of several files has no path of its own.
    bands: joined ? scene.bands : scene.bands.map(b => ({ ...b, file: change(b.file) })),
    ...(joined
      ? {
          joined: {
            ...joined,
            parts: joined.parts.map(part => ({ ...part, files: part.files.map(change) })),
            files: Object.fromEntries(
              Object.entries(joined.files).map(([key, parts]) => [
                key,
                parts.map(part => ({ ...part, file: change(part.file) })),
              ]),
            ),
          },
        }
      : {}),
  };
}

function rowOf(reader: CatalogueReader, given: Scene): Row {
  const scene = withPaths(given, file => storedPath(reader, file));
  // A CatalogueScene handed back must not store its number and its missing files.
  const plain: Partial<CatalogueScene> = { ...scene };
  delete plain.id;
  delete plain.missing;
  return {
    name: scene.name,
    files: JSON.stringify(scene.files.map(f => f.file)),
    sensor: scene.sensor,
    acquired: scene.acquired,
    simulated: scene.simulated ? 1 : 0,
    scene: canonicalJson(plain),
  };
}

function setFootprint(
  tx: CatalogueWriter,
  id: number,
  scene: Scene | null,
  footprint: MultiPolygon | null,
): void {
  const there = tx.get<{ id: number }>('SELECT id FROM scene_footprint WHERE scene_id = ?', id);
  if (!scene || !footprint) {
    if (there) tx.remove('scene_footprint', there.id);
    return;
  }
  const row = { geom: polygonColumn(footprint), scene_id: id, name: scene.name, acquired: scene.acquired };
  if (there) tx.update('scene_footprint', there.id, row);
  else tx.insert('scene_footprint', row);
}

function toScene(reader: CatalogueReader, row: SceneRow): CatalogueScene {
  const folder = dirname(reader.path);
  const scene = withPaths(JSON.parse(row.scene) as Scene, file =>
    isUrl(file) ? file : resolve(folder, file),
  );
  return {
    ...scene,
    id: row.id,
    missing: scene.files.find(f => !isUrl(f.file) && !existsSync(fileOnDisk(f.file)))?.file ?? null,
  };
}

export const scenesOf = ({ reader, write }: Handle) => ({
  list: () => listScenes(reader),
  get: (id: number) => getScene(reader, id),
  find: (files: string[]) => findScene(reader, files),
  add: (who: string, scene: Scene, footprint: MultiPolygon | null) =>
    write(who, tx => addScene(tx, scene, footprint)),
  update: (who: string, id: number, scene: Scene, footprint: MultiPolygon | null) =>
    write(who, tx => updateScene(tx, id, scene, footprint)),
  remove: (who: string, id: number) => write(who, tx => removeScene(tx, id)),
});

/** A scene with its files where they were. Throws `not-found` naming the missing one. */
export function presentScene(
  { scenes }: { scenes: { get: (id: number) => CatalogueScene } },
  id: number,
): CatalogueScene {
  const scene = scenes.get(id);
  if (scene.missing)
    throw new BloomlineError('not-found', scene.missing, say('scene.file-moved', { name: scene.name }));
  return scene;
}
