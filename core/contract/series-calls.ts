import { z } from 'zod';
import { warningStates } from '#core/bloom/warning-rules.ts';
import { isoDate, language } from '#core/foundation/schemas.ts';
import { call, id, idSet, nothing, path } from './call.ts';
import {
  bloomOptionsSchema,
  type Bulletin,
  type BloomWarning,
  type SeriesHead,
  type SeriesView,
  type WarningView,
} from './series.ts';

const seriesId = z.strictObject({ seriesId: id });
const bulletin = { assessmentId: id, language };

/** Series, warnings and bulletins. */
export const seriesCalls = {
  'series.list': call<SeriesHead[]>().reads(nothing),
  'series.create': call<SeriesHead>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({
        name: z.string().trim().max(80).optional(),
        folder: path,
        zoneIds: idSet.min(1),
        options: bloomOptionsSchema,
      }),
    ),
  /**
   * Assesses what is new or changed in the folder, and evaluates the warning rules. Cancelled, it keeps what it has.
   */
  'series.run': call<SeriesView>().needs('assess').writesWorkspace(seriesId),
  'series.get': call<SeriesView>().reads(seriesId),
  'series.remove': call<null>().needs('assess').writesWorkspace(seriesId),
  'series.export': call<{ directory: string; files: { path: string; bytes: number }[] }>()
    .signedIn()
    .writesFiles(z.strictObject({ seriesId: id, directory: path, language })),
  /** A small picture of a date: class values (0 outside, 1 water, 2 bloom, 10 + validity code), base64, row-major. */
  'series.frame': call<{ width: number; height: number; classes: string }>().reads(
    z.strictObject({ seriesId: id, date: isoDate }),
  ),

  'warning.list': call<WarningView>().reads(nothing),
  'warning.set': call<BloomWarning>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({ warningId: id, state: z.enum(warningStates), why: z.string().trim().min(1).max(500) }),
    ),

  'bulletin.get': call<Bulletin>().reads(z.strictObject(bulletin)),
  /** Null takes the edit back: the text made from the numbers stands again. */
  'bulletin.save': call<Bulletin>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ ...bulletin, text: z.string().max(20_000).nullable() })),
} as const;
