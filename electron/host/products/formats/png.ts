import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#host/files/atomic-file.ts';
import type { ProductFormat } from './product-format.ts';

export const pngFormat: ProductFormat = {
  kind: 'png',
  label: { zh: '专题图 PNG', en: 'Map sheet PNG' },
  ending: '.png',
  async write(path, { painted }) {
    const { png } = await painted();
    await writeAtomically(path, part => writeFile(part, png));
  },
};
