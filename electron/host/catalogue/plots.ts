import type Database from 'better-sqlite3';
import type { EditHistory, Parameter, QualityFlag } from '#core/plots/site.ts';
import type { NewCorrection } from '#core/mask/correction.ts';
import { siteOfCells, type SiteCells } from '#core/plots/site-cells.ts';
import { moveShape } from '#core/plots/plot-shapes.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { addCorrection, listCorrections, updateCorrection, type CorrectionChanges } from './corrections.ts';
import { Edits } from '#host/catalogue/store/edits.ts';
import { ledgerOf } from './ledger-steps.ts';
import type { CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import {
  addObservations,
  flagObservations,
  removeObservation,
  supersedeObservation,
  type NewObservations,
} from './observations.ts';
import { changeObservations, observationTable, type ObservationChanges } from './observation-table.ts';
import { plotForms } from './plot-forms.ts';
import { addPhoto, getPhoto, type StoredPhoto } from './photos.ts';
import {
  addQuadrat,
  addTrack,
  listQuadrats,
  removeQuadrat,
  setOutline,
  setRows,
  updateQuadrat,
  type NewQuadrat,
} from './plot-parts.ts';
import { findSites, SiteText, type SiteFilter } from './search.ts';
import {
  addSite,
  getSite,
  insertSite,
  listSites,
  removeSite,
  siteCard,
  updateSite,
  type NewSite,
} from './sites.ts';
import type { FieldValues, Track } from '#core/plots/site.ts';

interface SiteChanges extends Partial<Omit<NewSite, 'simulated' | 'importId'>> {
  outline?: MultiPolygon;
  /** The plot is moved as a whole: its quadrats keep their metres and go with it. */
  withQuadrats?: boolean;
}

/**
 * Ground sites with everything in them, and hand corrections of scenes. Each change is one step that can be taken
 * back.
 */
export function plotsOf(handle: Handle, db: Database.Database, parameters: Parameter[], directory: string) {
  const { reader } = handle;
  const text = new SiteText(db);
  const edits = new Edits(handle);
  const edit =
    <Rest extends unknown[], T>(label: string, work: (tx: CatalogueWriter, ...rest: Rest) => T) =>
    (who: string, ...rest: Rest): T =>
      edits.edit(who, label, tx => work(tx, ...rest));
  return {
    sites: {
      list: () => listSites(reader),
      find: (filter: SiteFilter) => findSites(reader, text, filter),
      get: (id: number) => getSite(reader, id),
      card: (id: number) => siteCard(reader, id, directory),
      add: edit('add-site', (tx, site: NewSite & { outline?: MultiPolygon }) => {
        const added = addSite(tx, site);
        if (site.outline?.length) setOutline(tx, added.id, site.outline);
        return added;
      }),
      update: edit('change-site', (tx, id: number, { outline, withQuadrats, ...changes }: SiteChanges) => {
        if (outline !== undefined) setOutline(tx, id, outline);
        const before = getSite(tx, id);
        const after = updateSite(tx, id, changes);
        for (const { id: quadratId, geometry } of withQuadrats ? listQuadrats(tx, id) : [])
          updateQuadrat(tx, quadratId, {
            geometry: moveShape(geometry, [before.lon, before.lat], [after.lon, after.lat]),
          });
        return after;
      }),
      /** Cells of the table of sites, as one step. */
      change: edit(
        'change-sites',
        (tx, changes: readonly { siteId: number; cells: SiteCells }[], added: readonly SiteCells[]) => {
          const forms = plotForms();
          for (const { siteId, cells } of changes)
            updateSite(tx, siteId, siteOfCells(cells, getSite(tx, siteId), forms, `${siteId}`));
          return {
            changed: changes.length,
            added: added.map((cells, i) => insertSite(tx, siteOfCells(cells, null, forms, `${i + 1}`))),
          };
        },
      ),
      remove: edit('remove-site', (tx, id: number) => removeSite(tx, id)),
    },
    quadrats: {
      add: edit('add-quadrats', (tx, siteId: number, quadrats: readonly NewQuadrat[]) =>
        quadrats.map(quadrat => addQuadrat(tx, siteId, quadrat)),
      ),
      update: edit('change-quadrat', (tx, id: number, changes: Partial<NewQuadrat>) =>
        updateQuadrat(tx, id, changes),
      ),
      remove: edit('remove-quadrat', (tx, id: number) => removeQuadrat(tx, id)),
    },
    rows: {
      set: edit(
        'change-rows',
        (
          tx,
          siteId: number,
          list: string,
          quadratId: number | null,
          rows: readonly { id?: number; fields: FieldValues }[],
        ) => setRows(tx, siteId, list, quadratId, rows),
      ),
    },
    observations: {
      add: edit('add-observations', (tx, added: NewObservations) => addObservations(tx, parameters, added)),
      remove: edit('remove-observation', (tx, id: number) => removeObservation(tx, id)),
      table: (siteIds: readonly number[]) => observationTable(reader, siteIds),
      /** Cells of the table of observations, as one step. */
      change: (who: string, changes: ObservationChanges) =>
        edits.edit(who, 'change-observations', tx => changeObservations(tx, parameters, who, changes)),
      flag: (who: string, ids: readonly number[], flag: QualityFlag, reason: string) =>
        edits.edit(who, 'flag-observations', tx => flagObservations(tx, who, ids, flag, reason)),
      correct: (who: string, id: number, correction: Parameters<typeof supersedeObservation>[4]) =>
        edits.edit(who, 'correct-observation', tx =>
          supersedeObservation(tx, parameters, who, id, correction),
        ),
    },
    photos: {
      get: (id: number) => getPhoto(reader, id),
      add: edit('add-photo', (tx, siteId: number, photos: readonly StoredPhoto[]) =>
        photos.map(photo => addPhoto(tx, siteId, photo)),
      ),
      note: edit('change-photo', (tx, id: number, note: string) => tx.update('photo', id, { note })),
      remove: edit('remove-photo', (tx, id: number) => tx.remove('photo', id)),
    },
    tracks: {
      add: edit('add-track', (tx, siteId: number, track: Omit<Track, 'id'>) => addTrack(tx, siteId, track)),
    },
    corrections: {
      list: (sceneId: number) => listCorrections(reader, sceneId),
      add: (who: string, sceneId: number, added: NewCorrection) =>
        edits.edit(who, 'add-correction', tx => addCorrection(tx, who, sceneId, added)),
      update: edit('change-correction', (tx, id: number, changes: CorrectionChanges) =>
        updateCorrection(tx, id, changes),
      ),
      remove: edit('remove-correction', (tx, ids: readonly number[]) =>
        ids.forEach(id => tx.remove('correction', id)),
      ),
    },
    ledger: ledgerOf(reader, edit),
    edits: {
      /** Several changes as one step. */
      edit: <T>(who: string, label: string, work: (tx: CatalogueWriter) => T): T =>
        edits.edit(who, label, work),
      history: (): EditHistory => edits.history(),
      undo: (who: string) => edits.undo(who),
      redo: (who: string) => edits.redo(who),
    },
  };
}
