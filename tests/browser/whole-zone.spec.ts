import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { expect, numberIn, settled, test } from './fixture.ts';

// Scenes that stay would disturb the others.
test.use({ ownHost: 'whole-zone' });

const side = 80;
const crs = crsFromEpsg(32650)!;

/**
 * Reflectance × 10,000 of red and near infrared: bloom in the north-west quarter of a lake, half of it in each tile.
 */
async function writeTile(path: string, half: 0 | 1): Promise<void> {
  const at = (i: number) => ({ col: (i % side) + half * side, row: Math.floor(i / side) });
  const nir = Uint16Array.from({ length: side * side }, (_, i) =>
    at(i).col < 80 && at(i).row < 40 ? 2500 : 200,
  );
  await writeGeoTiff(path, {
    grid: { width: side, height: side, affine: [600_000 + half * side * 10, 10, 0, 3_240_000, 0, -10], crs },
    bands: [new Uint16Array(side * side).fill(400), nir],
    nodata: 0,
    descriptions: ['red', 'nir'],
  });
}

test('a lake that the frame cuts counts whole, and the day that has all of it is one picture', async ({
  window,
  host,
}) => {
  const folder = join(host.workspace, 'in');
  mkdirSync(folder);
  const tiles = ['S2_T50RMU_20230815.tif', 'S2_T50RNU_20230815.tif'].map(name => join(folder, name));
  await writeTile(tiles[0], 0);
  await writeTile(tiles[1], 1);
  const corners = [
    [0, 0],
    [1600, 0],
    [1600, -800],
    [0, -800],
    [0, 0],
  ].map(([x, y]) => [600_000 + x, 3_240_000 + y]);
  const lake = {
    type: 'Feature',
    properties: { 名称: '截湖' },
    geometry: { type: 'Polygon', coordinates: [corners] },
  };
  const file = join(folder, 'lake.geojson');
  const of = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } };
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', crs: of, features: [lake] }));
  const call = async (name: string, data: unknown) => {
    const answer = await window.request.post(`${host.origin}/api/${name}`, {
      data,
      headers: { origin: host.origin },
    });
    expect(answer.ok()).toBe(true);
  };
  await call('scene.open', { paths: [tiles[0]], options: { scale: 0.0001 } });
  await call('scene.open', { paths: tiles, options: { scale: 0.0001 } });
  await call('zones.import', { path: file, set: '截湖', kind: 'lake' });
  await window.reload();

  const reasons = window.getByTestId('reason-table');
  const share = async (scene: RegExp) => {
    await window.getByRole('list', { name: '影像' }).getByRole('button', { name: scene }).first().click();
    await window.getByRole('checkbox', { name: '截湖', exact: true }).check();
    await window.getByLabel('指数或公式').selectOption('NDVI');
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await window.getByRole('button', { name: /^默认/ }).click();
    await settled(window);
    return numberIn(window.getByTestId('bloom-total').locator('small').textContent());
  };

  await test.step('half of the lake: half is valid, the rest is beside the scene, hatched and read out as such', async () => {
    expect(await share(/RMU/)).toBeCloseTo(50, 1);
    await expect(reasons).toContainText('影像范围外');
    await expect(reasons).toContainText('50.0 %');
    const map = (await window.getByRole('application', { name: '地图' }).boundingBox())!;
    await window.mouse.move(map.x + map.width / 2, map.y + map.height / 2);
    await window.mouse.wheel(0, 1500);
    await settled(window);
    await window.mouse.move(map.x + map.width - 60, map.y + map.height / 3);
    await expect(window.getByTestId('status')).toContainText('掩膜影像范围外');
  });

  await test.step('both tiles: a quarter of the lake is bloom', async () => {
    expect(await share(/^S2_20230815/)).toBeCloseTo(25, 1);
    await expect(reasons).not.toContainText('影像范围外');
    await window.getByRole('button', { name: '影像信息：S2_20230815' }).click();
    await expect(window.getByRole('dialog')).toContainText('S2_T50RMU_20230815 + S2_T50RNU_20230815');
    await expect(window.getByRole('dialog')).toContainText('每处只计一次');
  });

  await test.step('a tile on another grid is joined by a method that is asked for', async () => {
    await window.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();
    const other = join(folder, 'other');
    mkdirSync(other);
    await writeTile(join(other, 'S2_T50RMU_20230820.tif'), 0);
    const red = new Uint16Array(1600).fill(400);
    await writeGeoTiff(join(other, 'S2_T50RNU_20230820.tif'), {
      grid: { width: 40, height: 40, affine: [600_805, 20, 0, 3_240_000, 0, -20], crs },
      bands: [red, new Uint16Array(1600).fill(200)],
      nodata: 0,
      descriptions: ['red', 'nir'],
    });
    await window.keyboard.press('o');
    const picker = window.getByRole('dialog', { name: '打开影像' });
    await picker.getByLabel('路径').fill(other);
    await picker.getByRole('button', { name: '选用此文件夹' }).click();
    const ask = window.getByRole('dialog', { name: '拼接不同格网的影像' });
    await expect(ask).toContainText('S2_T50RMU_20230820');
    await ask.getByRole('button', { name: '双线性' }).click();
    await expect(ask).toBeHidden();
    await expect(
      window
        .getByRole('list', { name: '影像' })
        .getByRole('button', { name: /^S2_20230820/ })
        .first(),
    ).toBeVisible();
  });
});
