import { useDialogs } from '../state/dialogs.ts';
import { BringBackDialog } from './bring-back-dialog.tsx';
import { CareDialog } from './care-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { EcologyDialog } from './ecology-dialog.tsx';
import { FilePicker } from './file-picker.tsx';
import { GroundDialog } from './ground-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ImportsDialog } from './imports-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PeopleDialog } from './people-dialog.tsx';
import { ReceivedDialog } from './received-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { SatelliteDialog } from './satellite-dialog.tsx';
import { SceneDialog } from './scene-dialog.tsx';
import { ObservationsDialog } from './observations-dialog.tsx';
import { SitesDialog } from './sites-dialog.tsx';
import { TakeAwayDialog } from './take-away-dialog.tsx';
import { WaterDialog } from './water-dialog.tsx';
import { ZoneToolsDialog } from './zone-tools-dialog.tsx';
import { ZonesDialog } from './zones-dialog.tsx';

/** The dialogs that are open; a picker or a question lies over the rest. */
export function DialogHost() {
  const { dialog, picking, asking } = useDialogs();
  return (
    <>
      {dialog?.kind === 'scene' && <SceneDialog key={dialog.sceneId} sceneId={dialog.sceneId} />}
      {dialog?.kind === 'join' && <JoinDialog paths={dialog.paths} why={dialog.why} />}
      {dialog?.kind === 'zones' && <ZonesDialog kind={dialog.zoneKind} />}
      {dialog?.kind === 'zone-tools' && <ZoneToolsDialog zoneIds={dialog.zoneIds} />}
      {dialog?.kind === 'import' && <ImportDialog />}
      {dialog?.kind === 'imports' && <ImportsDialog />}
      {dialog?.kind === 'take-away' && <TakeAwayDialog />}
      {dialog?.kind === 'bring-back' && <BringBackDialog />}
      {dialog?.kind === 'care' && <CareDialog />}
      {dialog?.kind === 'observations' && <ObservationsDialog of={dialog.of} />}
      {dialog?.kind === 'sites' && <SitesDialog filter={dialog.filter} />}
      {dialog?.kind === 'satellite' && <SatelliteDialog />}
      {dialog?.kind === 'water' && <WaterDialog siteIds={dialog.siteIds} />}
      {dialog?.kind === 'ground' && <GroundDialog />}
      {dialog?.kind === 'ecology' && <EcologyDialog view={dialog.view} />}
      {dialog?.kind === 'people' && <PeopleDialog />}
      {dialog?.kind === 'received' && <ReceivedDialog />}
      {dialog?.kind === 'report' && <ReportDialog />}
      {dialog?.kind === 'help' && <HelpDialog />}
      {picking && <FilePicker key={picking.kind} kind={picking.kind} answer={picking.answer} />}
      {asking && <ConfirmDialog {...asking} />}
    </>
  );
}
