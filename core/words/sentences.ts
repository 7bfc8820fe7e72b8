import { archiveSentences } from './sentences/archive.ts';
import { arraysSentences } from './sentences/arrays.ts';
import { bloomSentences } from './sentences/bloom.ts';
import { catalogueSentences } from './sentences/catalogue.ts';
import { cellSentences } from './sentences/cell.ts';
import { cliSentences } from './sentences/cli.ts';
import { doctorSentences } from './sentences/doctor.ts';
import { ecologySentences } from './sentences/ecology.ts';
import { eiSentences } from './sentences/ei.ts';
import { enviSentences } from './sentences/envi.ts';
import { fieldSentences } from './sentences/field.ts';
import { filesSentences } from './sentences/files.ts';
import { hostSentences } from './sentences/host.ts';
import { ignoredSentences } from './sentences/ignored.ts';
import { inboxSentences } from './sentences/inbox.ts';
import { indexSentences } from './sentences/index.ts';
import { jp2Sentences } from './sentences/jp2.ts';
import { intakeSentences } from './sentences/intake.ts';
import { ledgerSentences } from './sentences/ledger.ts';
import { legendSentences } from './sentences/legend.ts';
import { mapSentences } from './sentences/map.ts';
import { maskSentences } from './sentences/mask.ts';
import { packageSentences } from './sentences/package.ts';
import { peopleSentences } from './sentences/people.ts';
import { quantitySentences } from './sentences/quantity.ts';
import { radiometrySentences } from './sentences/radiometry.ts';
import { rasterSentences } from './sentences/raster.ts';
import { redlineSentences } from './sentences/redline.ts';
import { remoteSentences } from './sentences/remote.ts';
import { reportSentences } from './sentences/report.ts';
import { rerunSentences } from './sentences/rerun.ts';
import { signSentences } from './sentences/sign.ts';
import { reviewSentences } from './sentences/review.ts';
import { rowSentences } from './sentences/row.ts';
import { sceneSentences } from './sentences/scene.ts';
import { sensorSentences } from './sentences/sensor.ts';
import { seriesSentences } from './sentences/series.ts';
import { servicesSentences } from './sentences/services.ts';
import { stateSentences } from './sentences/state.ts';
import { tiffSentences } from './sentences/tiff.ts';
import { validationSentences } from './sentences/validation.ts';
import { vectorSentences } from './sentences/vector.ts';
import { warningSentences } from './sentences/warning.ts';
import { waterSentences } from './sentences/water.ts';
import { datumsSentences } from './sentences/datums.ts';
import { zonesSentences } from './sentences/zones.ts';

/** Everything that the program says in whole sentences: code → words, `subject.what`, one file per subject. */
export const sentences = {
  ...archiveSentences,
  ...arraysSentences,
  ...bloomSentences,
  ...catalogueSentences,
  ...cellSentences,
  ...cliSentences,
  ...doctorSentences,
  ...ecologySentences,
  ...eiSentences,
  ...enviSentences,
  ...fieldSentences,
  ...filesSentences,
  ...hostSentences,
  ...ignoredSentences,
  ...inboxSentences,
  ...indexSentences,
  ...jp2Sentences,
  ...intakeSentences,
  ...ledgerSentences,
  ...legendSentences,
  ...mapSentences,
  ...maskSentences,
  ...packageSentences,
  ...peopleSentences,
  ...quantitySentences,
  ...radiometrySentences,
  ...rasterSentences,
  ...redlineSentences,
  ...remoteSentences,
  ...reportSentences,
  ...rerunSentences,
  ...signSentences,
  ...reviewSentences,
  ...rowSentences,
  ...sceneSentences,
  ...sensorSentences,
  ...seriesSentences,
  ...servicesSentences,
  ...stateSentences,
  ...tiffSentences,
  ...validationSentences,
  ...vectorSentences,
  ...warningSentences,
  ...waterSentences,
  ...datumsSentences,
  ...zonesSentences,
};
