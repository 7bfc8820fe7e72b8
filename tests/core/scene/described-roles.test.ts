import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describedRoles } from '#core/scene/described-roles.ts';

const roles = (texts: (string | null)[], name = 'lake_20230815') =>
  describedRoles(
    texts.map(description => ({ description })),
    [name],
  ).roles;

describe('roles that descriptions give away', () => {
  it.each([
    // A number that only Sentinel-2 has makes the others its own.
    [
      ['B02', 'B03', 'B04', 'B05', 'B8A'],
      ['B', 'G', 'R', 'RE1', 'N2'],
    ],
    [
      ['B2', 'B3', 'B4', 'B5', 'B8', 'B11', 'B12'],
      ['B', 'G', 'R', 'RE1', 'N', 'S1', 'S2'],
    ],
    [
      ['B03', 'B04', 'B08', 'B11'],
      ['G', 'R', 'N', 'S1'],
    ],
    // B05 may be 705 or 865 nm: what Sentinel-2 and HLS L30 have alike holds, nothing else.
    [
      ['B02', 'B03', 'B04', 'B05', 'B06', 'B07'],
      ['B', 'G', 'R', null, null, null],
    ],
    // Without zeros they may be those of Landsat 5 as well, where B4 is the near infrared.
    [
      ['B2', 'B3', 'B4', 'B5'],
      [null, null, null, null],
    ],
    [
      ['B3', 'B4', 'B5', 'B10', 'B11'],
      [null, null, null, null, null],
    ],
    // Words and wavelengths win over numbers.
    [
      ['Band 3 (红)', 'Band 4 (近红外)'],
      ['R', 'N'],
    ],
    [
      ['第1波段 蓝', '第2波段：绿', '第3波段 红', '第4波段 近红外'],
      ['B', 'G', 'R', 'N'],
    ],
    [
      ['B5 - NIR', 'B4 - Red', 'B6 - SWIR1'],
      ['N', 'R', 'S1'],
    ],
    [
      ['B05 (865 nm)', 'B04 (655 nm)'],
      ['N', 'R'],
    ],
    [
      ['红外', '短波红外2', '红边 2', '近红外'],
      [null, 'S2', 'RE2', 'N'],
    ],
    // PlanetScope: green_i is 531 nm.
    [
      ['coastal_blue', 'blue', 'green_i', 'green', 'yellow', 'red', 'rededge', 'nir'],
      [null, 'B', null, 'G', null, 'R', 'RE1', 'N'],
    ],
    // ACOLITE of Sentinel-2A and of Landsat 8.
    [
      [
        'rhos_443',
        'rhos_492',
        'rhos_560',
        'rhos_665',
        'rhos_704',
        'rhos_740',
        'rhos_783',
        'rhos_833',
        'rhos_865',
        'rhos_1614',
        'rhos_2202',
      ],
      ['A', 'B', 'G', 'R', 'RE1', 'RE2', 'RE3', 'N', 'N2', 'S1', 'S2'],
    ],
    [
      ['rhow_483', 'rhow_561', 'rhow_592', 'rhow_655', 'rhow_865'],
      ['B', 'G', null, 'R', 'N'],
    ],
    [
      ['Rrs_665', 'Rrs_720'],
      ['R', null],
    ],
    // Names that programs give to bands that they know nothing of.
    [
      ['b1', 'b2', 'b3', 'b4'],
      [null, null, null, null],
    ],
    [
      ['Band 1', 'Band 2', 'Band 3', 'Band 4'],
      [null, null, null, null],
    ],
  ])('%j', (texts, expected) => {
    expect(roles(texts)).toEqual(expected);
  });

  it('the name tells the sensor where numbers do not', () => {
    const texts = ['B02', 'B03', 'B04', 'B05'];
    expect(roles(texts, 'S2A_20230815')).toEqual(['B', 'G', 'R', 'RE1']);
    expect(roles(texts, 'Sentinel-2 20230815')).toEqual(['B', 'G', 'R', 'RE1']);
    expect(roles(texts, 'LC08_20230815')).toEqual(['B', 'G', 'R', null]);
  });

  it('tells which numbers it left without a role', () => {
    const bands = ['B04', 'B05', 'QA60'].map(description => ({ description }));
    expect(describedRoles(bands, ['lake']).unclear).toEqual(['B05']);
    expect(describedRoles([{ description: 'b1' }], ['lake']).unclear).toEqual([]);
  });

  it('a role belongs to one band, whatever the words', () => {
    const word = fc.oneof(
      fc.constantFrom('B02', 'B4', 'B04', 'B05', 'B8A', 'red', 'nir', '红', '近红外', 'rhos_665', '842 nm'),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.option(word), { maxLength: 15 }),
        fc.string({ maxLength: 20 }),
        (texts, name) => {
          const found = roles(texts, name);
          expect(found).toHaveLength(texts.length);
          const given = found.filter(Boolean);
          expect(new Set(given).size).toBe(given.length);
        },
      ),
    );
  });
});
