import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BloomlineError } from '#core/contract/errors.ts';
import {
  houseStyleSchema,
  makeTemplate,
  mapKinds,
  templateFileSchema,
  type HouseStyle,
  type MapKind,
  type Template,
} from '#core/page/template.ts';
import type { z } from 'zod';
import { resourcesFolder } from '#services/raster/resources.ts';

const loaded = new Map<string, Template>();
const folder = () => join(resourcesFolder(), 'templates');
export const templateIds = mapKinds.map(kind => `${kind}-map`);

/** The template of a kind of sheet that comes with the program, resources/templates/<kind>-map.json. */
export function templateFor(kind: MapKind): Template {
  const path = join(folder(), `${kind}-map.json`);
  let template = loaded.get(path);
  if (!template) {
    template = readTemplate(path);
    loaded.set(path, template);
  }
  return template;
}

const houseStyle = (): HouseStyle => {
  const path = join(folder(), 'house-style.json');
  return checked(houseStyleSchema, readJson(path), path);
};

/** A template file over the house style. */
export const readTemplate = (path: string): Template => templateOf(readJson(path), path);

/** Throws `bad-input` that names the field. */
export const templateOf = (json: unknown, subject: string): Template =>
  makeTemplate(checked(templateFileSchema, json, subject), houseStyle());

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BloomlineError(
      'not-found',
      path,
      `the map template cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function checked<T>(schema: z.ZodType<T>, json: unknown, subject: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0]].join('.');
    throw new BloomlineError(
      'bad-input',
      subject,
      `the map template has a field that is not known: ${field}; take it out or correct its name`,
    );
  }
  throw new BloomlineError(
    'bad-input',
    subject,
    `the map template is wrong at ${at || 'its top'}: ${issue.message}`,
  );
}
