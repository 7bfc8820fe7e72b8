import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openCatalogue, type Catalogue, type OpenOptions } from '#host/catalogue/catalogue.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

const folders: string[] = [];
const opened: Catalogue[] = [];

afterEach(() => {
  for (const catalogue of opened.splice(0)) catalogue.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bloomline-test-'));
  folders.push(folder);
  return folder;
}

export async function open(folder: string, options: OpenOptions = { create: true }): Promise<Catalogue> {
  const catalogue = await openCatalogue(folder, options);
  opened.push(catalogue);
  return catalogue;
}

export function square(x: number, y: number, side: number): MultiPolygon {
  return [[[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]]; // prettier-ignore
}

/** The error of a call that must fail. */
export async function failure(call: () => unknown): Promise<BloomlineError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof BloomlineError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
