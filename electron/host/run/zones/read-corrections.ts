import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { newCorrectionSchema, type Correction } from '#core/mask/correction.ts';
import { projectPolygons } from '#core/zones/project.ts';
import { say } from '#core/words/said.ts';
import { readZones } from '#host/formats/read-zones.ts';

/**
 * Corrections of a file: polygons with the fields `action` (bloom, clear, exclude, include), `reason` (of exclude) and
 * `note`; `author` and `time` where they are known. Throws `bad-input` naming the feature.
 */
export async function readCorrections(path: string): Promise<Correction[]> {
  const { zones, crs } = await readZones(path, {});
  if (!crs) throw new BloomlineError('crs-unknown', path, say('zones.no-prj'));
  return zones.map(({ name, geometry, attributes }, i) => {
    const text = (key: string) => (attributes[key] == null ? null : String(attributes[key]));
    const read = newCorrectionSchema.safeParse({
      action: text('action'),
      ...(text('reason') ? { reason: text('reason') } : {}),
      note: text('note') ?? '',
      tool: 'file',
      geometry: projectPolygons(geometry, name, crs, cgcs2000, 1e-7),
    });
    if (!read.success)
      throw new BloomlineError(
        'bad-input',
        `${path} #${i + 1}`,
        say('mask.correction-fields', {
          field: read.error.issues[0].path.join('.') || 'reason',
          what: read.error.issues[0].message,
        }),
      );
    const { reason, ...correction } = read.data;
    return {
      id: i + 1,
      ...correction,
      reason: reason ?? null,
      author: text('author') ?? '',
      time: text('time') ?? '',
    };
  });
}
