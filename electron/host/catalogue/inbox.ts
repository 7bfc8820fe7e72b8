import type { InboxItem, InboxState } from '#core/contract/inbox.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';

interface InboxRow {
  id: number;
  name: string;
  version: string;
  state: InboxState;
  scene_ids: string;
  assessment_ids: string;
  messages: string;
  seconds: number;
  time: string;
}

export interface NewInboxItem extends Omit<InboxItem, 'id' | 'time'> {
  folder: string;
  version: string;
}

const columns = 'id, name, version, state, scene_ids, assessment_ids, messages, seconds, time';

const itemOf = (row: InboxRow): InboxItem & { version: string } => ({
  id: row.id,
  name: row.name,
  version: row.version,
  state: row.state,
  sceneIds: JSON.parse(row.scene_ids) as number[],
  assessmentIds: JSON.parse(row.assessment_ids) as number[],
  messages: JSON.parse(row.messages) as string[],
  seconds: row.seconds,
  time: row.time,
});

/** Packages of a folder, the last first. */
const listItems = (reader: CatalogueReader, folder: string) =>
  reader
    .all<InboxRow>(`SELECT ${columns} FROM inbox_item WHERE folder = ? ORDER BY time DESC, id DESC`, folder)
    .map(itemOf);

/** Keeps what became of a package, in the place of what became of it before. */
function keepItem(tx: CatalogueWriter, { folder, name, version, state, ...made }: NewInboxItem): InboxItem {
  const there = tx.get<{ id: number }>(
    'SELECT id FROM inbox_item WHERE folder = ? AND name = ?',
    folder,
    name,
  );
  const row = {
    folder,
    name,
    version,
    state,
    scene_ids: JSON.stringify(made.sceneIds),
    assessment_ids: JSON.stringify(made.assessmentIds),
    messages: JSON.stringify(made.messages),
    seconds: made.seconds,
    time: new Date().toISOString(),
  };
  if (there) tx.update('inbox_item', there.id, row);
  const id = there?.id ?? tx.insert('inbox_item', row);
  return { id, name, state, ...made, time: row.time };
}

export const inboxOf = ({ reader, write }: Handle) => ({
  list: (folder: string) => listItems(reader, folder),
  keep: (who: string, item: NewInboxItem) => write(who, tx => keepItem(tx, item)),
});
