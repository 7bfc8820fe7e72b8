import { z } from 'zod';
import type { Approval } from '#core/review/approval.ts';
import type { ReviewStep } from '#core/review/states.ts';
import type { Text } from '#core/foundation/text.ts';
import { language } from '#core/foundation/schemas.ts';
import { call, id, nothing, path } from './call.ts';

/** What a package says of itself. */
export interface PackageAbout {
  /** SHA-256 over the manifest, which has the SHA-256 of every file: compare it with what the sending office says. */
  seal: string;
  office: string;
  /** ISO 8601. */
  packed: string;
  packedBy: string;
  simulated: boolean;
  name: string;
  kind: 'bloom' | 'redline';
  author: string;
  approval: Approval;
  files: number;
}

/** What examining a package found. */
export interface PackageReport {
  package: string;
  intact: boolean;
  /** False where the copy was not finished. */
  complete: boolean;
  /** In English. */
  problems: string[];
  changed: string[];
  missing: string[];
  added: string[];
  journal: {
    holds: boolean;
    lines: number;
    problem: string | null;
    head: { id: number; hash: string };
  } | null;
  about: PackageAbout | null;
  /** Whose key vouches for the signatures inside; null for a package from before keys. */
  signing: { key: string; signatures: number; packedBySigned: boolean } | null;
}

/** A package that was taken from another office. It can only be read. */
export interface ReceivedPackage extends PackageAbout {
  id: number;
  /** In the workspace folder. */
  file: string;
  who: string;
  /** ISO 8601. */
  time: string;
  /** About the office's key when it came: first seen, or another one than before. In English. */
  notes?: string[];
}

export interface ReceivedDetail {
  package: ReceivedPackage;
  /** The sheet as a PNG, base64; null where none was packed. */
  sheet: string | null;
  recipe: Text[];
  /** A rule behind the grades was not yet checked against the standard's text. */
  toConfirm: boolean;
  numbers: { name: string; value: number | string | null }[];
  steps: ReviewStep[];
  warnings: string[];
  files: { path: string; bytes: number }[];
}

export const packageCalls = {
  'package.write': call<{
    path: string;
    bytes: number;
    number: string;
    seal: string;
    warnings: string[];
  }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        assessmentId: id,
        language,
        directory: path,
        office: z.string().trim().min(1).max(120),
      }),
    ),
  'package.verify': call<PackageReport>().reads(z.strictObject({ path })),
  'package.import': call<ReceivedPackage>().signedIn().writesWorkspace(z.strictObject({ path })),
  'package.list': call<ReceivedPackage[]>().reads(nothing),
  'package.get': call<ReceivedDetail>().reads(z.strictObject({ packageId: id })),
} as const;
