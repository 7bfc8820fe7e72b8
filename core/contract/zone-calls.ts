import { z } from 'zod';
import { zoneKinds } from '#core/zones/zone.ts';
import { call, idSet } from './call.ts';

const zoneIds = idSet.min(1).max(50_000);

/** Overlaps and gaps of some zones, m² on the ellipsoid; slivers are left out. */
export interface ZoneCheck {
  zones: number;
  overlaps: { a: string; b: string; areaM2: number }[];
  /** `at`: longitude and latitude of a corner. */
  gaps: { areaM2: number; at: [number, number] }[];
  leastM2: number;
}

/** One set laid on another: what of each zone lies inside the other set, and the set that was made of the parts. */
export interface ZoneIntersection {
  zones: { zone: string; areaM2: number; parts: number; insideM2: number; outsideM2: number }[];
  parts: number;
  set: string;
}

export const zoneToolCalls = {
  'zones.check': call<ZoneCheck>().reads(z.strictObject({ zoneIds })),
  'zones.intersect': call<ZoneIntersection>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({ zoneIds, otherIds: zoneIds, set: z.string().min(1).max(80), kind: z.enum(zoneKinds) }),
    ),
};
