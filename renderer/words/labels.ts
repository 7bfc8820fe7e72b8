import { atlasLabels } from './atlas.ts';
import { backupLabels } from './backup.ts';
import { barLabels } from './bar.ts';
import { beliefLabels } from './belief.ts';
import { bloomLabels } from './bloom.ts';
import { bulletinLabels } from './bulletin.ts';
import { commonLabels } from './common.ts';
import { compositeLabels } from './composite.ts';
import { correctionLabels } from './correction.ts';
import { dockLabels } from './dock.ts';
import { ecologyLabels } from './ecology.ts';
import { errorsLabels } from './errors.ts';
import { evidenceLabels } from './evidence.ts';
import { fieldLabels } from './field.ts';
import { findLabels } from './find.ts';
import { findingLabels } from './finding.ts';
import { formLabels } from './form.ts';
import { groundLabels } from './ground.ts';
import { helpLabels } from './help.ts';
import { importLabels } from './import.ts';
import { jobLabels } from './job.ts';
import { journalLabels } from './journal.ts';
import { layerLabels } from './layer.ts';
import { ledgerLabels } from './ledger.ts';
import { lookLabels } from './look.ts';
import { mapLabels } from './map.ts';
import { mapsLabels } from './maps.ts';
import { maskLabels } from './mask.ts';
import { packageLabels } from './package.ts';
import { panelLabels } from './panel.ts';
import { peopleLabels } from './people.ts';
import { pickerLabels } from './picker.ts';
import { gridLabels } from './grid.ts';
import { plotsLabels } from './plots.ts';
import { reasonLabels } from './reason.ts';
import { redlineLabels } from './redline.ts';
import { reportLabels } from './report.ts';
import { reviewLabels } from './review.ts';
import { sectionLabels } from './sections.ts';
import { satelliteLabels } from './satellite.ts';
import { sceneLabels } from './scene.ts';
import { seriesLabels } from './series.ts';
import { sheetLabels } from './sheet.ts';
import { stateLabels } from './state.ts';
import { statusLabels } from './status.ts';
import { takeawayLabels } from './takeaway.ts';
import { taskLabels } from './task.ts';
import { warningLabels } from './warning.ts';
import { zonesLabels } from './zones.ts';

/** The window's own words: key → words, one file per subject. */
export const labels = {
  ...atlasLabels,
  ...backupLabels,
  ...barLabels,
  ...beliefLabels,
  ...bloomLabels,
  ...bulletinLabels,
  ...commonLabels,
  ...compositeLabels,
  ...correctionLabels,
  ...dockLabels,
  ...ecologyLabels,
  ...errorsLabels,
  ...evidenceLabels,
  ...fieldLabels,
  ...findLabels,
  ...findingLabels,
  ...formLabels,
  ...groundLabels,
  ...helpLabels,
  ...importLabels,
  ...jobLabels,
  ...journalLabels,
  ...layerLabels,
  ...ledgerLabels,
  ...lookLabels,
  ...mapLabels,
  ...mapsLabels,
  ...maskLabels,
  ...packageLabels,
  ...panelLabels,
  ...peopleLabels,
  ...pickerLabels,
  ...gridLabels,
  ...plotsLabels,
  ...reasonLabels,
  ...redlineLabels,
  ...reportLabels,
  ...reviewLabels,
  ...satelliteLabels,
  ...sectionLabels,
  ...sceneLabels,
  ...seriesLabels,
  ...sheetLabels,
  ...stateLabels,
  ...statusLabels,
  ...takeawayLabels,
  ...taskLabels,
  ...warningLabels,
  ...zonesLabels,
};
