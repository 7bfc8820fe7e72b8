import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { TemplateFile } from '#core/page/template.ts';
import { wordsIn } from '#core/page/sheet-settings.ts';
import type { Language } from '#core/foundation/text.ts';

/** What the user fills in; what is left open is the template's. `language` follows the window unless it is chosen. */
export interface SheetForm extends Omit<SheetOptions, 'language' | 'signed'> {
  language: SheetOptions['language'] | null;
}

export const emptyForm: SheetForm = { language: null, paper: 'A4', orientation: 'landscape' };

/** What belongs to the sheet or to who makes it, and not to a template: it stays when a template is chosen. */
const personal = [
  'language',
  'date',
  'preparedBy',
  'reviewedBy',
  'issuedBy',
  'organisation',
  'mapNumber',
] as const;

/** A form in which a template speaks; names that the template leaves open stay. */
export function formFor(template: TemplateFile | null, form: SheetForm): SheetForm {
  const kept = Object.fromEntries(
    personal
      .filter(key => !template || !(key in template) || template[key as keyof TemplateFile] === undefined)
      .map(key => [key, form[key]]),
  );
  return {
    ...emptyForm,
    paper: template?.paper ?? form.paper,
    orientation: template?.orientation ?? form.orientation,
    ...kept,
  };
}

const words = [
  'title',
  'subtitle',
  'source',
  'remark',
  'preparedBy',
  'reviewedBy',
  'issuedBy',
  'organisation',
  'mapNumber',
  'date',
] as const;

/** The form as the contract wants it: empty fields are left out. */
export function sheetOptions(form: SheetForm, language: Language): SheetOptions {
  const texts = Object.fromEntries(words.map(key => [key, form[key]?.trim() || undefined]));
  return { ...form, ...texts, language: form.language ?? language };
}

/** A template with what the form says over it. */
export function templateFromForm(base: TemplateFile, form: SheetForm, language: Language): TemplateFile {
  const { title, ...rest } = sheetOptions(form, language);
  const said = Object.fromEntries(
    Object.entries(rest).filter(
      ([key, value]) => value !== undefined && key !== 'language' && key !== 'date',
    ),
  );
  const side = (form.language ?? language) === 'en' ? 'en' : 'zh';
  return { ...base, ...said, title: title ? { ...base.title, [side]: title } : base.title };
}

/** What the template says where the form says nothing, for the fields to show. */
export function templateText(
  base: TemplateFile | null,
  key: 'title' | 'subtitle' | 'source' | 'remark',
  language: Language,
): string {
  return wordsIn(base?.[key], language) ?? '';
}
