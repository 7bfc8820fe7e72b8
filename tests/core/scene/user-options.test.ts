import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { assembleScene, type SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { saidAnew, userOptions } from '#core/scene/user-options.ts';

const file: SceneFileInfo = {
  file: '/data/a_20200102.tif',
  name: 'a_20200102.tif',
  grid: { width: 10, height: 10, affine: [500000, 10, 0, 3600000, 0, -10], crs: crsFromEpsg(32650)! },
  layout: {
    file: '/data/a_20200102.tif', width: 10, height: 10, compression: 'NONE', layout: 'striped', blockSize: [10, 10],
    interleave: 'pixel', overviews: [], bigTiff: false, bytes: 1,
  }, // prettier-ignore
  samples: 2,
  type: 'UInt16',
  nodata: [65535, 65535],
  placement: 'ModelPixelScale',
  georeferenced: true,
  bands: [{ description: 'red' }, { description: 'nir' }],
  fileItems: {},
  warnings: [],
};
const scene = (options: SceneOptions) => assembleScene([file], null, null, options, 'a_20200102');

describe('what the user said of a scene', () => {
  it('is nothing where the files tell everything', () => {
    expect(userOptions(scene({}))).toEqual({});
  });

  it('is read back from the scene it made', () => {
    const said: SceneOptions = {
      bands: { R: 2, N: 1 },
      scale: 0.0001,
      offset: -0.1,
      nodata: 7,
      acquired: '2020-05-06',
    };
    expect(userOptions(scene(said))).toEqual({ ...said, allRoles: true });
  });

  it('can take a role away that the files gave', () => {
    const told = scene({});
    expect(told.bands.map(b => b.role)).toEqual(['R', 'N']);
    const without = scene(saidAnew(told, { bands: { N: 2 } }));
    expect(without.bands.map(b => b.role)).toEqual([null, 'N']);
    expect(scene(saidAnew(without, { scale: 2 })).bands.map(b => b.role)).toEqual([null, 'N']);
  });

  it('holds until the user says otherwise', () => {
    const first = scene({ scale: 0.0001, acquired: '2020-05-06' });
    const second = scene(saidAnew(first, { nodata: 7 }));
    expect(second.bands[0]).toMatchObject({
      nodata: 7,
      nodataSource: 'user',
      radiometry: { scale: 0.0001, offset: 0 },
    });
    expect(second.acquired).toBe('2020-05-06');
    expect(scene(saidAnew(second, { scale: 0.5 })).bands[0]).toMatchObject({
      nodata: 7,
      radiometry: { scale: 0.5 },
    });
  });

  it('keeps that there is no nodata', () => {
    const none = scene({ nodata: null });
    expect(none.bands[0]).toMatchObject({ nodata: null, nodataSource: 'user' });
    expect(scene(saidAnew(none, { scale: 2 })).bands[0].nodata).toBeNull();
  });

  it('can be taken back: the files decide again', () => {
    const said = scene({ nodata: 7, acquired: '2020-05-06' });
    const back = scene(saidAnew(said, {}, ['nodata', 'acquired']));
    expect(back.bands[0]).toMatchObject({ nodata: 65535, nodataSource: 'file' });
    expect(back.acquired).toBe('2020-01-02');
  });
});
