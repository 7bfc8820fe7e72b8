import type { LedgerState } from '#core/redline/ledger.ts';
import type { LedgerChanges, LedgerFilter } from '#core/contract/ledger-calls.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';
import {
  addLedgerPhoto,
  changeEntries,
  getLedgerEntry,
  getLedgerPhoto,
  listLedger,
  listLedgerPhotos,
  markGone,
  putSightings,
  removeEntries,
  stepEntries,
  type LedgerSighting,
} from './ledger.ts';
import type { StoredPhoto } from './photos.ts';

type Edit = <Rest extends unknown[], T>(
  label: string,
  work: (tx: CatalogueWriter, ...rest: Rest) => T,
) => (who: string, ...rest: Rest) => T;

/** What a field list changes of an entry. */
export interface LedgerFinding {
  id: number;
  changes: LedgerChanges;
  /** Steps in their order. */
  steps: LedgerState[];
  why: string;
  photos: readonly StoredPhoto[];
}

/** The ledger of suspected patches. Each change is one step that can be taken back. */
export const ledgerOf = (reader: CatalogueReader, edit: Edit) => ({
  list: (filter?: LedgerFilter) => listLedger(reader, filter),
  get: (id: number) => getLedgerEntry(reader, id),
  /** Numbers of the patches of an assessment that are in the ledger as it saw them. */
  seen: (assessmentId: number): number[] =>
    reader
      .all<{ n: number }>('SELECT patch_number AS n FROM ledger WHERE assessment_id = ?', assessmentId)
      .map(row => row.n),
  photos: (id: number) => listLedgerPhotos(reader, id),
  photo: (id: number) => getLedgerPhoto(reader, id),
  take: (
    who: string,
    sightings: readonly { entryId: number | null; sighting: LedgerSighting }[],
    gone: readonly { id: number; why: string }[],
  ): void =>
    edit('take-ledger', tx => {
      putSightings(tx, who, sightings);
      for (const { id, why } of gone) markGone(tx, who, id, why);
    })(who),
  change: edit('change-ledger', (tx, ids: readonly number[], changes: LedgerChanges) =>
    changeEntries(tx, ids, changes),
  ),
  step: (who: string, ids: readonly number[], state: LedgerState, why: string) =>
    edit('step-ledger', tx => stepEntries(tx, who, ids, state, why))(who),
  remove: edit('remove-ledger', (tx, ids: readonly number[], why: string) => removeEntries(tx, ids, why)),
  /** Findings of the field, all or nothing. Answers how many photos were new. */
  find: (who: string, findings: readonly LedgerFinding[]): number =>
    edit('find-ledger', tx => {
      let photos = 0;
      for (const { id, changes, steps, why, photos: taken } of findings) {
        if (Object.keys(changes).length > 0) changeEntries(tx, [id], changes);
        for (const state of steps) stepEntries(tx, changes.checker || who, [id], state, why);
        for (const photo of taken) if (addLedgerPhoto(tx, id, photo)) photos++;
      }
      return photos;
    })(who),
});
