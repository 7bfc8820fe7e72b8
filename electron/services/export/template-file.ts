import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BloomlineError } from '#core/contract/errors.ts';
import { templateSchema, type Template } from '#core/page/template.ts';
import { resourcesFolder } from '#services/raster/resources.ts';

const loaded = new Map<string, Template>();

/** The template of a kind of sheet, resources/templates/<kind>-map.json. */
export function templateFor(kind: 'bloom' | 'redline'): Template {
  const path = join(resourcesFolder(), 'templates', `${kind}-map.json`);
  let template = loaded.get(path);
  if (!template) {
    template = readTemplate(path);
    loaded.set(path, template);
  }
  return template;
}

export function readTemplate(path: string): Template {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BloomlineError(
      'not-found',
      path,
      `the map template cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const parsed = templateSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BloomlineError(
    'bad-input',
    path,
    `the map template is wrong at ${issue.path.join('.') || 'its top'}: ${issue.message}`,
  );
}
