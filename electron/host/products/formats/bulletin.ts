import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { bulletinFile } from '#host/products/bulletin/bulletin-for.ts';
import type { ProductFormat } from './product-format.ts';

/** The bulletin as somebody wrote it, else as the numbers say it. Bulletins are for bloom. */
const bulletin = (kind: 'txt' | 'md', label: ProductFormat['label']): ProductFormat => ({
  kind,
  label,
  ending: `.${kind}`,
  fits: result => result.kind === 'bloom',
  write: (path, { input }) =>
    writeAtomically(path, part => writeFile(part, bulletinFile(input, kind), 'utf8')),
});

export const txtFormat = bulletin('txt', { zh: '快报文字（TXT）', en: 'Bulletin text (TXT)' });
export const mdFormat = bulletin('md', { zh: '快报文字（Markdown）', en: 'Bulletin text (Markdown)' });
