import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { indexSchema, type IndexDefinition } from '#core/index/index-definition.ts';
import { sensorSchema, type Sensor } from '#core/scene/sensor.ts';

/** The folder `resources`, from the sources and from the built program alike. */
export function resourcesFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return (
    process.env.BLOOMLINE_RESOURCES ??
    join(here.replace(/[\\/](electron[\\/]host[\\/]files|dist[\\/]host)$/, ''), 'resources')
  );
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

let sensorTable: Sensor[] | null = null;

/** All sensor tables, in the order of their file names. */
export function sensors(): Sensor[] {
  sensorTable ??= readdirSync(join(resourcesFolder(), 'sensors'))
    .filter(n => n.endsWith('.json'))
    .sort()
    .flatMap(n => z.array(sensorSchema).parse(readJson(join(resourcesFolder(), 'sensors', n))));
  return sensorTable;
}

let indexTable: IndexDefinition[] | null = null;

/** All indices of resources/indices. */
export function indices(): IndexDefinition[] {
  indexTable ??= readdirSync(join(resourcesFolder(), 'indices'))
    .filter(n => n.endsWith('.json'))
    .sort()
    .flatMap(n => z.array(indexSchema).parse(readJson(join(resourcesFolder(), 'indices', n))));
  return indexTable;
}
