import { z } from 'zod';
import type { Approval } from '#core/review/approval.ts';
import { ruleText, sharedSettings, sheetWords } from '#core/page/sheet-settings.ts';
import { isoDate, language } from '#core/foundation/schemas.ts';

export const sheetOptionsSchema = z.strictObject({
  language,
  paper: z.enum(['A4', 'A3']),
  orientation: z.enum(['landscape', 'portrait']),
  /** A rule, over the template's. */
  title: ruleText(80).optional(),
  ...sheetWords,
  ...sharedSettings,
  date: isoDate.optional(),
});
/** `signed` comes from an approval only; a call cannot ask for it. */
export type SheetOptions = z.infer<typeof sheetOptionsSchema> & {
  signed?: Pick<Approval, 'number' | 'issuedBy' | 'signature'>;
};
