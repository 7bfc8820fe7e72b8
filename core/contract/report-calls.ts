import { z } from 'zod';
import type { PeriodUnit } from '#core/foundation/period.ts';
import { reportFormats } from '#core/report/report-formats.ts';
import type { ReportBlock, ReportParagraph } from '#core/report/report.ts';
import { language } from '#core/foundation/schemas.ts';
import type { Text } from '#core/foundation/text.ts';
import type { ZoneKind } from '#core/zones/zone.ts';
import { call, id, idSet, nothing, path } from './call.ts';

export const reportRequestSchema = z.strictObject({
  kind: z.string().min(1).max(40),
  /** A day, an ISO week (or a day in it), a month or a year; null for a validation. */
  period: z.string().trim().min(1).max(20).nullable(),
  /** Null takes every zone that has results. */
  zoneIds: idSet.min(1).max(2000).nullable(),
  /** Of a validation; null takes the newest one. */
  resultId: id.nullable(),
  language,
});
export type ReportAsk = z.infer<typeof reportRequestSchema>;

/** Figures as pictures: PNG, base64. */
export type ReportViewBlock =
  | Exclude<ReportBlock, { kind: 'figure' | 'table' }>
  | {
      kind: 'table';
      caption: string;
      columns: { label: string; number: boolean }[];
      rows: string[][];
      note?: string;
    }
  | { kind: 'figure'; caption: string; png: string };

export interface ReportView {
  title: string;
  subtitle: string;
  credit: string;
  simulated: boolean;
  blocks: ReportViewBlock[];
}

/** A kind of report, and what it can be made of. */
export interface ReportChoice {
  kind: string;
  name: Text;
  /** What it runs over, the usual one first. */
  units: readonly PeriodUnit[];
  /** Kinds of zones that may be chosen. */
  zones: readonly ZoneKind[];
  /** Days with results, earliest first. */
  days: string[];
  /** Results that it tells of one by one, newest first; null where it runs over a period. */
  results: { id: number; name: string }[] | null;
}

/** Reports over what the workspace holds. */
export const reportCalls = {
  'report.offer': call<ReportChoice[]>().reads(nothing),
  'report.preview': call<ReportView>().reads(reportRequestSchema),
  /** Writes over a paragraph; null takes it back: what the numbers say stands again. */
  'report.edit': call<ReportParagraph>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({
        ...reportRequestSchema.shape,
        paragraph: z.string().min(1).max(300),
        text: z.string().trim().min(1).max(5000).nullable(),
      }),
    ),
  'export.report': call<{ directory: string; files: { path: string; bytes: number }[] }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        ...reportRequestSchema.shape,
        directory: path,
        formats: z.array(z.enum(reportFormats)).min(1),
        organisation: z.string().trim().max(60).optional(),
        preparedBy: z.string().trim().max(40).optional(),
      }),
    ),
} as const;
