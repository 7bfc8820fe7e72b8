import { dirname, join } from 'node:path';
import { anglesOfGranule, type Acquisition } from '#core/intake/acquisition.ts';
import { entriesIn, isFolder, statOf, textOf } from '#host/formats/archive/paths.ts';

/** Sentinel-2 tells angles by granule: those of the MTD_TL.xml beside or below the product's metadata file. */
export function withGranuleAngles(acquisition: Acquisition | null, metadataFile: string): Acquisition | null {
  if (acquisition?.camera !== 'MSI') return acquisition;
  const folder = dirname(metadataFile);
  const granules = join(folder, 'GRANULE');
  const places = [
    folder,
    ...(isFolder(granules) ? entriesIn(granules).map(({ name }) => join(granules, name)) : []),
  ];
  const file = places.map(place => join(place, 'MTD_TL.xml')).find(path => statOf(path) !== null);
  if (!file) return acquisition;
  return { ...acquisition, ...anglesOfGranule(textOf(file)), source: 'MTD_TL.xml' };
}
