import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OwnTemplate } from '#core/contract/map-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { templateFileSchema, type TemplateFile } from '#core/page/template.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from './catalogue.ts';
import { removeSetting, setSetting } from './settings.ts';

const prefix = 'sheet-template:';
const kept = z.object({ file: templateFileSchema, who: z.string(), time: z.string() });

const asOwn = ({ key, value }: { key: string; value: unknown }): OwnTemplate[] => {
  const found = kept.safeParse(value);
  return found.success ? [{ name: key.slice(prefix.length), ...found.data }] : [];
};

/** The templates of a workspace, by name. A row that this version cannot read stays where it is and is not listed. */
export const ownTemplates = ({ settings }: Pick<Catalogue, 'settings'>): OwnTemplate[] =>
  settings.list(prefix).flatMap(asOwn);

/** Throws `not-found`. */
export function ownTemplate({ settings }: Pick<Catalogue, 'settings'>, name: string): OwnTemplate {
  const [found] = asOwn({ key: prefix + name, value: settings.get(prefix + name) });
  if (!found) throw new BloomlineError('not-found', name, say('map.no-such-template'));
  return found;
}

/** In the place of one of the same name, whose version it counts on; the journal keeps the older. */
export function saveTemplate(
  { settings, write }: Pick<Catalogue, 'settings' | 'write'>,
  who: string,
  name: string,
  file: TemplateFile,
): OwnTemplate {
  const [older] = asOwn({ key: prefix + name, value: settings.get(prefix + name) });
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const own: TemplateFile = {
    ...file,
    id: `own-${file.kind}-${digits}`,
    name: { zh: name, en: name },
    version: String(
      older && Number.isInteger(Number(older.file.version)) ? Number(older.file.version) + 1 : 1,
    ),
  };
  const value = { file: own, who, time: new Date().toISOString() };
  write(who, tx => setSetting(tx, prefix + name, value));
  return { name, ...value };
}

/** Throws `bad-input` where there is one of the new name. */
export function renameTemplate(
  catalogue: Pick<Catalogue, 'settings' | 'write'>,
  who: string,
  name: string,
  to: string,
): OwnTemplate {
  const { file, time } = ownTemplate(catalogue, name);
  if (name === to) return { name, file, who, time };
  if (catalogue.settings.get(prefix + to) !== null)
    throw new BloomlineError('bad-input', to, say('map.template-name-taken'));
  const value = { file: { ...file, name: { zh: to, en: to } }, who, time: new Date().toISOString() };
  catalogue.write(who, tx => {
    removeSetting(tx, prefix + name);
    setSetting(tx, prefix + to, value);
  });
  return { name: to, ...value };
}

export function removeTemplate(
  catalogue: Pick<Catalogue, 'settings' | 'write'>,
  who: string,
  name: string,
): void {
  ownTemplate(catalogue, name);
  catalogue.write(who, tx => removeSetting(tx, prefix + name));
}

/** Keeps a template that came from a file under its own name, numbered where that is taken. */
export function keepTemplate(
  catalogue: Pick<Catalogue, 'settings' | 'write'>,
  who: string,
  file: TemplateFile,
): OwnTemplate {
  const wanted = (file.name.zh || file.name.en || file.id).trim().slice(0, 52) || file.id;
  let name = wanted;
  for (let n = 2; catalogue.settings.get(prefix + name) !== null; n++) name = `${wanted} (${n})`;
  return saveTemplate(catalogue, who, name, file);
}
