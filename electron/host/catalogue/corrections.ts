import { BloomlineError } from '#core/foundation/errors.ts';
import {
  correctionActions,
  excludeReasons,
  type Correction,
  type NewCorrection,
} from '#core/mask/correction.ts';
import { say } from '#core/words/said.ts';
import { polygonColumn, polygonsOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';

interface CorrectionRow {
  id: number;
  geom: Uint8Array | null;
  action: string;
  reason: string | null;
  note: string;
  tool: string;
  author: string;
  time: string;
}

export type CorrectionChanges = Pick<NewCorrection, 'action' | 'reason' | 'note'>;

const columns = 'id, geom, action, reason, note, tool, author, time';
const tools = ['brush', 'polygon', 'connected', 'file'] as const;

/** A scene's corrections in the order in which they were made; rows of other programs that say nothing are left out. */
export function listCorrections(reader: CatalogueReader, sceneId: number): Correction[] {
  return reader
    .all<CorrectionRow>(`SELECT ${columns} FROM correction WHERE scene_id = ? ORDER BY id`, sceneId)
    .flatMap(toCorrection);
}

export function addCorrection(
  tx: CatalogueWriter,
  who: string,
  sceneId: number,
  { geometry, action, reason, note, tool }: NewCorrection,
): Correction {
  const scene = tx.get<{ files: string; name: string }>(
    'SELECT files, name FROM scene WHERE id = ?',
    sceneId,
  );
  if (!scene)
    throw new BloomlineError(
      'not-found',
      `scene ${sceneId}`,
      say('catalogue.no-such-scene', { id: sceneId }),
    );
  const id = tx.insert('correction', {
    geom: polygonColumn(geometry),
    scene_id: sceneId,
    scene_files: scene.files,
    scene_name: scene.name,
    action,
    reason: reason ?? null,
    note,
    tool,
    author: who,
    time: new Date().toISOString(),
  });
  return listCorrections(tx, sceneId).find(c => c.id === id)!;
}

/**
 * Another class or reason for the same place; author and time stay those of the drawing, the journal has the change.
 */
export function updateCorrection(
  tx: CatalogueWriter,
  id: number,
  { action, reason, note }: CorrectionChanges,
): void {
  tx.update('correction', id, { action, reason: reason ?? null, note });
}

/** Takes corrections of the same files over that an earlier scene left behind. */
export function adoptCorrections(tx: CatalogueWriter, sceneId: number, files: string): void {
  const left = tx.all<{ id: number }>(
    'SELECT id FROM correction WHERE scene_id IS NULL AND scene_files = ?',
    files,
  );
  for (const { id } of left) tx.update('correction', id, { scene_id: sceneId });
}

export function leaveCorrections(tx: CatalogueWriter, sceneId: number): void {
  for (const { id } of tx.all<{ id: number }>('SELECT id FROM correction WHERE scene_id = ?', sceneId))
    tx.update('correction', id, { scene_id: null });
}

function toCorrection(row: CorrectionRow): Correction[] {
  const action = correctionActions.find(a => a === row.action);
  const reason = excludeReasons.find(r => r === row.reason) ?? null;
  const geometry = polygonsOfColumn(row.geom);
  if (!action || geometry.length === 0 || (action === 'exclude' && !reason)) return [];
  return [
    {
      id: row.id,
      action,
      reason: action === 'exclude' ? reason : null,
      note: row.note,
      tool: tools.find(t => t === row.tool) ?? 'file',
      author: row.author,
      time: row.time,
      geometry,
    },
  ];
}
