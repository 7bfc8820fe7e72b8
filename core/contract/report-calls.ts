import { z } from 'zod';
import { reportFormats, reportKinds } from '#core/report/report-kinds.ts';
import type { ReportBlock, ReportParagraph } from '#core/report/report.ts';
import { language } from '#core/foundation/schemas.ts';
import { call, id, idSet, nothing, path } from './call.ts';

export const reportRequestSchema = z.strictObject({
  kind: z.enum(reportKinds),
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

/** What reports can be made of. */
export interface ReportOffer {
  /** Days with a bloom result, and with a redline comparison; earliest first. */
  bloomDays: string[];
  redlineDays: string[];
  /** Newest first. */
  validations: { id: number; name: string }[];
}

/** Reports over what the workspace holds. */
export const reportCalls = {
  'report.offer': call<ReportOffer>().reads(nothing),
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
