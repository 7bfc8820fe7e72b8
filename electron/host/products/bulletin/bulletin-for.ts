import { createHash } from 'node:crypto';
import { bulletinMarkdown, bulletinText } from '#core/page/bulletin.ts';
import type { Language } from '#core/foundation/text.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { sceneFacts } from '#host/products/sheets/sheet-material.ts';

export interface MadeBulletin {
  title: string;
  text: string;
  /** SHA-256 of the text: tells whether one that was written over it still agrees with the numbers. */
  sha256: string;
}

/** The bulletin of a bloom assessment as its numbers say it. */
export function makeBulletin(
  { assessment, scenes, zones }: Pick<SheetInput, 'assessment' | 'scenes' | 'zones'>,
  language: Language,
): MadeBulletin {
  const { result } = assessment;
  if (result.kind !== 'bloom') throw new RangeError('a bulletin is made of bloom');
  const facts = sceneFacts(scenes[0], language);
  const zh = language === 'zh-CN';
  const names = zones.zones.map(z => z.name);
  const shown =
    names.length > 2
      ? `${names[0]}${zh ? `等 ${names.length} 个区域` : ` and ${names.length - 1} more`}`
      : names.join(zh ? '、' : ' and ');
  const title = zh ? `${shown}水华遥感监测快报` : `Bloom bulletin: ${shown}`;
  const text = bulletinText(
    result,
    {
      title,
      sensor: facts.sensor,
      scene: facts.name,
      acquired: facts.acquired,
      resolutionM: facts.resolutionM,
      clouds: result.recipe.parameters.clouds === 'none' || !scenes[0].classification ? 'kept' : 'masked',
      parameters: loadParameters(),
    },
    language,
  );
  return { title, text, sha256: createHash('sha256').update(text).digest('hex') };
}

/** The file that is exported: what somebody wrote, else what was made. */
export function bulletinFile(input: SheetInput, format: 'txt' | 'md'): string {
  const made = makeBulletin(input, input.sheet.language);
  const text = input.bulletin ?? made.text;
  return format === 'md' ? bulletinMarkdown(made.title, text) : `${made.title}\n\n${text.trim()}\n`;
}
