import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import {
  houseStyleSchema,
  makeTemplate,
  templateFileSchema,
  type HouseStyle,
  type Template,
  type TemplateFile,
} from '#core/page/template.ts';
import { say } from '#core/words/said.ts';
import { checkTemplate } from './check-template.ts';
import { resourcesFolder } from '#host/files/resources.ts';

const loaded = new Map<string, Template>();
const folder = () => join(resourcesFolder(), 'templates');

/** The template of a kind of sheet that comes with the program, resources/templates/<kind>-map.json. */
export function templateFor(kind: string): Template {
  const path = builtInPath(kind);
  let template = loaded.get(path);
  if (!template) {
    template = readTemplate(path);
    loaded.set(path, template);
  }
  return template;
}

const builtInPath = (kind: string) => join(folder(), `${kind}-map.json`);
/** The same as its file says it. */
export const builtInFile = (kind: string): TemplateFile => readTemplateFile(builtInPath(kind));

const houseStyle = (): HouseStyle => {
  const path = join(folder(), 'house-style.json');
  return checkTemplate(houseStyleSchema, readJson(path), path);
};

/** A template file over the house style. */
export const readTemplate = (path: string): Template => templateOf(readJson(path), path);

/** A template file as it is, checked. */
export const readTemplateFile = (path: string): TemplateFile =>
  checkTemplate(templateFileSchema, readJson(path), path);

/** Throws `bad-input` that names the field and what is allowed there. */
export const templateOf = (json: unknown, subject: string): Template =>
  makeTemplate(checkTemplate(templateFileSchema, json, subject), houseStyle());

/** The template for a kind of map; throws `bad-input` where it is for another. */
export function templateOfKind(kind: string, file: TemplateFile | undefined, subject?: string): Template {
  if (!file) return templateFor(kind);
  if (file.kind !== kind)
    throw new BloomlineError(
      'bad-input',
      subject ?? file.id,
      say('map.template-of-other-kind', { kind: file.kind, other: kind }),
    );
  return templateOf(file, subject ?? file.id);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BloomlineError(
      'not-found',
      path,
      say('map.template-not-readable', { message: (error as Error).message }),
      {
        cause: error,
      },
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BloomlineError(
      'bad-input',
      path,
      say('map.template-no-json', { message: (error as Error).message }),
      { cause: error },
    );
  }
}
