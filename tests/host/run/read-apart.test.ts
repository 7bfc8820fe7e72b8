import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layersApart, zonesApart } from '#host/run/zones/read-apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-apart-'));
const path = join(folder, 'a.geojson');
const square = [[120, 31], [121, 31], [121, 32], [120, 32], [120, 31]]; // prettier-ignore
writeFileSync(
  path,
  JSON.stringify({
    type: 'Feature',
    properties: { name: '太湖' },
    geometry: { type: 'Polygon', coordinates: [square] },
  }),
);

describe('a file of others', () => {
  it('is read in a thread of its own', async () => {
    expect((await layersApart(path)).layers).toMatchObject([{ features: 1 }]);
    expect((await zonesApart(path, {})).zones).toMatchObject([{ name: '太湖' }]);
    await expect(zonesApart(join(folder, 'no.geojson'), {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that takes too long, or is not wanted any more, is given up', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(zonesApart(path, {}, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(zonesApart(path, {}, { limitMs: 0 })).rejects.toMatchObject({ code: 'zones-unreadable' });
  });
});
