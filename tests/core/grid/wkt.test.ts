import { describe, expect, it } from 'vitest';
import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { wktOf } from '#core/grid/wkt.ts';
import { projector } from '#core/zones/project.ts';

describe('WKT of a reference system', () => {
  it.each([4326, 4490, 32650, 32750, 4547, 4519])('is read back as EPSG:%i with the same places', epsg => {
    const crs = crsFromEpsg(epsg)!;
    const text = wktOf(crs)!;
    expect(text).toMatch(new RegExp(`AUTHORITY\\["EPSG","${epsg}"\\]\\]$`));
    const back = crsFromWkt(text)!;
    expect(back.epsg).toBe(epsg);
    // The numbers of the text alone, without its code.
    const bare = crsFromWkt(text.replace(/,AUTHORITY.*$/, ']'))!;
    const lonLat = cgcs2000;
    const [x, y] = projector(lonLat, bare)(114.3, 31.2);
    const [x0, y0] = projector(lonLat, crs)(114.3, 31.2);
    expect([x, y]).toEqual([expect.closeTo(x0, 3), expect.closeTo(y0, 3)]);
  });

  it('is the text it was read with where it has no code, and null where there is none', () => {
    expect(wktOf({ epsg: null, name: 'x', proj4: '+proj=laea', kind: 'projected', wkt: 'PROJCS[…]' })).toBe(
      'PROJCS[…]',
    );
    expect(wktOf({ epsg: null, name: 'x', proj4: '+proj=laea', kind: 'projected' })).toBeNull();
  });
});
