import type { Text } from '#core/foundation/text.ts';
import type { Period, PeriodUnit } from '#core/foundation/period.ts';
import type { ReportSource } from '#core/report/material.ts';
import type { Report } from '#core/report/report.ts';
import type { ZoneKind } from '#core/zones/zone.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { Progress } from '#host/files/progress.ts';
import type { ReportRequest } from '#host/products/reports/report-request.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

export interface MadeReport {
  report: Report;
  /** Pictures in the frames of its map. */
  images: ReadonlyMap<string, Picture>;
  sources: ReportSource[];
  /** The period's key, or the day of what was validated. */
  key: string;
  /** Those that were asked for; empty for every zone that has results. */
  zoneIds: number[];
}

export interface MakeOptions {
  /** Of the map; null leaves maps out. */
  dpi: number | null;
  pool: RasterPool | null;
  /** Throws for a folder that may not be read. */
  check?: (folder: string) => string;
}

/** A report that is asked for. */
export interface ReportJob {
  catalogue: Catalogue;
  request: ReportRequest;
  options: MakeOptions;
  progress: Progress;
  /** What the kind is called. */
  name: Text;
}

/** A kind of report over what a workspace holds. A new one is a module beside this one and a row in the table. */
export interface ReportKind {
  kind: string;
  name: Text;
  /** What it runs over, the usual one first. */
  units: readonly PeriodUnit[];
  /** A day stands for the period that it lies in. */
  byDay?: true;
  /** Kinds of zones that may be chosen for it. */
  zones: readonly ZoneKind[];
  /** Days with results that it tells of, earliest first. */
  days(catalogue: Catalogue): string[];
  /** Results that it tells of one by one, newest first: then it needs no period. */
  results?(catalogue: Catalogue): { id: number; name: string }[];
  /** `period` is null only where it needs none. */
  make(job: ReportJob, period: Period | null): MadeReport | Promise<MadeReport>;
}
