import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import { pointsOfFile } from '#host/exchange/field-import/points-of-file.ts';
import type { Resolver } from '#host/run/resolver.ts';
import { fileResolver } from '#host/run/resolvers.ts';
import { printWarning } from './print.ts';

const tell = (warning: string) => printWarning(warning);

/** Files, and ground points of a workspace or a table; what could not be taken is told as it is met. */
export const commandResolver: Resolver = {
  ...fileResolver,
  async zones(ref) {
    const set = await fileResolver.zones(ref);
    for (const { zone, message } of set.problems ?? []) tell(`${zone}: ${message}`);
    return set;
  },
  async groundPoints(ref): Promise<GroundPoint[]> {
    if (ref === 'catalogue')
      return fileResolver.groundPoints(ref, { zones: [], crs: null, subject: '', files: [] });
    const { path, date } = ref;
    if (!existsSync(join(path, catalogueFile))) {
      const { points, warnings } = await pointsOfFile(path, date);
      warnings.forEach(tell);
      return points;
    }
    const catalogue = await openCatalogue(path, { readOnly: true });
    try {
      return waterPoints(catalogue, null);
    } finally {
      catalogue.close();
    }
  },
};
