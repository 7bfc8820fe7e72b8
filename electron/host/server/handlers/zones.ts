import { BloomlineError } from '#core/foundation/errors.ts';
import { partsAsZones, sharesOf, sliverM2 } from '#core/zones/zone-overlay.ts';
import { say } from '#core/words/said.ts';
import { layersApart, zonesApart } from '#host/run/zones/read-apart.ts';
import type { Handlers } from '#host/server/context/context.ts';

export const zoneHandlers: Pick<
  Handlers,
  'zones.layers' | 'zones.import' | 'zones.list' | 'zones.remove' | 'zones.check' | 'zones.intersect'
> = {
  'zones.layers': ({ path }, { roots }, { signal }) => layersApart(roots.check(path), { signal }),

  'zones.import': async ({ path, set, kind, ...options }, { workspace, roots, send }, { signal }) => {
    const { zones, problems } = await zonesApart(roots.check(path), options, { signal });
    const saved = workspace.catalogue.zones.import(workspace.who, { set, kind, zones });
    send({ type: 'changed', what: 'zones' });
    return { set, zones: saved, problems };
  },

  'zones.check': async ({ zoneIds }, { workspace, pool }, { signal }) => {
    const zones = zoneIds.map(id => workspace.catalogue.zones.get(id));
    const found = await pool.run(
      'overlay',
      { path: zones[0].set, zones, others: null, leastM2: sliverM2 },
      { signal },
    );
    return {
      zones: zones.length,
      overlaps: found.parts
        .map(({ a, b, areaM2 }) => ({ a: zones[a].name, b: zones[b].name, areaM2 }))
        .sort((x, y) => y.areaM2 - x.areaM2),
      gaps: found.gaps.map(({ areaM2, at }) => ({ areaM2, at })),
      leastM2: sliverM2,
    };
  },

  'zones.intersect': async ({ zoneIds, otherIds, set, kind }, { workspace, pool, send }, { signal }) => {
    const [zones, others] = [zoneIds, otherIds].map(ids => ids.map(id => workspace.catalogue.zones.get(id)));
    const { parts } = await pool.run(
      'overlay',
      { path: zones[0].set, zones, others, leastM2: sliverM2 },
      { signal },
    );
    if (parts.length === 0)
      throw new BloomlineError(
        'zone-outside',
        `${zones[0].set} × ${others[0].set}`,
        say('zones.share-nothing'),
      );
    const made = partsAsZones(zones, others, parts, others[0].set);
    workspace.catalogue.zones.import(workspace.who, { set, kind, zones: made });
    send({ type: 'changed', what: 'zones' });
    return { zones: sharesOf(zones, parts), parts: parts.length, set };
  },

  'zones.list': ({ kind }, { workspace }) => workspace.catalogue.zones.list({ kind }),

  'zones.remove': ({ zoneIds }, { workspace, send }) => {
    workspace.catalogue.zones.remove(workspace.who, zoneIds);
    send({ type: 'changed', what: 'zones' });
    return null;
  },
};
