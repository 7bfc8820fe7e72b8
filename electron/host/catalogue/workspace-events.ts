import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

export type WorkspaceEventKind = 'restored' | 'lines-lost';

interface EventDetails {
  /** The backup that was put in the catalogue's place. */
  backup?: string;
  /** Where the journal had ended, as far as that is known, and where it ended then. */
  remembered: { id: number; hash: string; time: string } | null;
  found: { id: number; hash: string };
}

export interface WorkspaceEvent {
  id: number;
  time: string;
  who: string;
  kind: WorkspaceEventKind;
  details: EventDetails;
}

/** What happened to the workspace itself, as a row that the journal keeps. */
export function addEvent(
  tx: CatalogueWriter,
  kind: WorkspaceEventKind,
  details: EventDetails,
  who = '',
): void {
  const time = new Date().toISOString();
  tx.insert('workspace_event', { time, who, kind, details: canonicalJson(details) });
}

/** Newest first. */
export const listEvents = (reader: CatalogueReader): WorkspaceEvent[] =>
  reader
    .all<Omit<WorkspaceEvent, 'details'> & { details: string }>(
      'SELECT id, time, who, kind, details FROM workspace_event ORDER BY id DESC',
    )
    .map(row => ({ ...row, details: JSON.parse(row.details) as EventDetails }));

/** Numbers of approvals go on after the highest that was ever given, also where the catalogue does not know it. */
export function markApprovals(tx: CatalogueWriter, approvals: Readonly<Record<string, number>>): void {
  for (const [text, last] of Object.entries(approvals)) {
    const year = Number(text);
    if (last <= lastApproval(tx, year)) continue;
    const mark = tx.get<{ id: number }>('SELECT id FROM approval_mark WHERE year = ?', year);
    if (mark) tx.update('approval_mark', mark.id, { last });
    else tx.insert('approval_mark', { year, last });
  }
}

/** Highest number that was given in a year; 0 before the first. */
export const lastApproval = (reader: CatalogueReader, year: number): number =>
  reader.get<{ last: number }>(
    `SELECT max(coalesce((SELECT max(sequence) FROM approval WHERE year = ?), 0),
                coalesce((SELECT last FROM approval_mark WHERE year = ?), 0)) AS last`,
    year,
    year,
  )!.last;
