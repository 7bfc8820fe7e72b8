import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesFolder } from './resources.ts';

let version: string | null = null;

/** The version of package.json, which lies beside the resources. */
export function softwareVersion(): string {
  version ??= (
    JSON.parse(readFileSync(join(resourcesFolder(), '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  return version;
}
