import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { Approval } from '#core/review/approval.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Site } from '#core/plots/site.ts';

import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';

/** What a sheet and its files are made from. An Assessment of the catalogue fits. */
export interface SheetInput {
  assessment: {
    kind: 'bloom' | 'redline';
    name: string;
    /** Absent where nobody signed in: the command line. */
    author?: string;
    /** Of an approved one: the sheet, the record and the tables carry it. */
    approval?: Approval | null;
    result: BloomResult | RedlineResult;
  };
  /** One scene for bloom; before and after for redline. */
  scenes: readonly Scene[];
  /** The zones that were assessed. */
  zones: ZoneSet;
  /** How the scenes were gone through; made when the first asks, shared by all products. */
  plan: () => AssessmentPlan;
  /** Zones that the locator map shows beside; left out, those that were assessed. */
  around?: readonly Zone[];
  /** The mask of a bloom result, with zones of plants; left out where the recipe says it all. */
  mask?: MaskRequest;
  /** Threads that read the pixels; left out, the calling one does. */
  pool?: RasterPool | null;
  /** Ground sites to show. */
  sites?: readonly Pick<Site, 'name' | 'lon' | 'lat'>[];
  sheet: SheetOptions;
  /** Left out, the one that comes with the program. */
  template?: Template;
  /** The bulletin's text where somebody wrote it; else it is made from the numbers. */
  bulletin?: string;
}
