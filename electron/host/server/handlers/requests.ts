import type { z } from 'zod';
import type {
  indexRequestSchema,
  serviceRequestSchema,
  stateRequestSchema,
  validationRequestSchema,
} from '#core/contract/ecology.ts';
import type { IndexRequest, ServiceRequest, StateRequest } from '#core/ecology/ecology-requests.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Means } from '#host/run/resolver.ts';
import { catalogueResolver } from '#host/run/resolvers.ts';
import type { Context } from '#host/server/context/context.ts';

/** What a run of the window has at hand: the catalogue, the threads. */
export const meansOf = ({ workspace, pool }: Context, progress: Progress): Means => ({
  resolver: catalogueResolver(workspace.catalogue),
  pool,
  progress,
});

/** What the forms of the window ask. */
export type AskedState = z.infer<typeof stateRequestSchema>;
export type AskedIndex = z.infer<typeof indexRequestSchema>;
export type AskedServices = z.infer<typeof serviceRequestSchema>;
export type AskedValidation = z.infer<typeof validationRequestSchema>;

const scene = (id: number) => ({ id });
const scenes = (ids: readonly number[]) => ids.map(scene);

/** Each raster chooses how it is resampled. */
const aligned = (asked: boolean) => (asked ? { how: null } : null);

export function stateRequest({
  sceneIds,
  zoneIds,
  align,
  quality,
  name: _,
  ...asked
}: AskedState): StateRequest {
  return {
    kind: 'state',
    ...asked,
    scenes: scenes(sceneIds),
    zones: { ids: zoneIds },
    align: aligned(align),
    quality: quality && {
      LAI: scenes(quality.laiIds),
      GPP: scenes(quality.gppIds),
      types: scene(quality.typesId),
      legend: quality.legend,
    },
  };
}

export function indexRequest({ standard, rows, landCover }: AskedIndex): IndexRequest {
  return {
    kind: 'ecology-index',
    standard,
    rows,
    table: null,
    landCover: landCover && {
      scene: scene(landCover.sceneId),
      legend: landCover.legend,
      legendSubject: 'legend',
      zones: { ids: landCover.zoneIds },
      year: landCover.year,
    },
  };
}

export function servicesRequest({ kind, sources, types, zoneIds, align }: AskedServices): ServiceRequest {
  return {
    kind: 'services',
    service: kind,
    from: {
      sources: Object.fromEntries(
        Object.entries(sources).map(([id, s]) => [id, 'sceneId' in s ? scene(s.sceneId) : s]),
      ),
      types: types && { scene: scene(types.sceneId), legend: types.legend },
      zones: { ids: zoneIds },
      align: aligned(align),
    },
  };
}
