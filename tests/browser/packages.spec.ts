import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { gaofenBloomShare, gaofenLake, writeGaofenPackage } from '#tests/fixtures/gaofen-package.ts';
import { encodeJ2k, gmlOfGrid, jp2Of } from '#tests/fixtures/jp2.ts';
import { tarOf } from '#tests/fixtures/tar.ts';
import { expect, numberIn, settled, test } from './fixture.ts';

// Scenes that stay would disturb the others.
test.use({ ownHost: 'packages' });

const nameOf = (day: string) => `GF1_WFV3_E119.3_N32.8_${day}_L1A0007461234`;

async function pick(window: Page, path: string): Promise<void> {
  await window.keyboard.press('o');
  const picker = window.getByRole('dialog', { name: '打开影像' });
  await picker.getByLabel('路径').fill(path);
  await picker.getByRole('button', { name: /^选用/ }).click();
}

test('a package as it was downloaded becomes an assessed lake in one gesture', async ({ window, host }) => {
  const shot = async (name: string) => {
    if (process.env.BLOOMLINE_SHOTS)
      await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/package-${name}.png` });
  };
  const folder = join(host.workspace, 'in');
  mkdirSync(folder);
  const file = join(folder, 'lake.geojson');
  const ring = gaofenLake();
  const feature = {
    type: 'Feature',
    properties: { 名称: '包中湖' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const answer = await window.request.post(`${host.origin}/api/zones.import`, {
    data: { path: file, set: '包中湖', kind: 'lake' },
    headers: { origin: host.origin },
  });
  expect(answer.ok()).toBe(true);
  await window.reload();
  const scenes = window.getByRole('list', { name: '影像' });
  await expect(scenes.getByRole('listitem').first()).toBeVisible();

  await test.step('counts, polynomials and XML in a tar.gz: placed, Rayleigh-corrected, assessed', async () => {
    const packed = join(folder, `${nameOf('20250715')}.tar.gz`);
    writeGaofenPackage(packed, nameOf('20250715'), '2025-07-15');
    await pick(window, packed);
    await expect(scenes.getByRole('button', { name: /^GF1_WFV3.*20250715/ }).first()).toBeVisible();
    await window.getByRole('checkbox', { name: '包中湖', exact: true }).check();
    await window.getByLabel('指数或公式').selectOption('NDVI');
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await window.getByRole('button', { name: /^默认/ }).click();
    await settled(window);
    const share = await numberIn(window.getByTestId('bloom-total').locator('small').textContent());
    // Mixed pixels along the bloom's edge: one of 120 columns is 0.8 %.
    expect(Math.abs(share - 100 * gaofenBloomShare)).toBeLessThan(1);
    await shot('assessed');
    await window.getByRole('button', { name: `影像信息：${nameOf('20250715')}` }).click();
    const dialog = window.getByRole('dialog');
    await expect(dialog).toContainText('RPC');
    await expect(dialog).toContainText('瑞利');
    await shot('scene');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('a folder of packages: each is a picture of its own', async () => {
    const box = join(folder, 'box');
    mkdirSync(box);
    for (const day of ['20250716', '20250717'])
      writeGaofenPackage(
        join(box, `${nameOf(day)}.tar.gz`),
        nameOf(day),
        `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
      );
    await pick(window, box);
    await expect(window.getByText('其中有 2 幅影像，已全部打开')).toBeVisible();
    for (const day of ['20250716', '20250717'])
      await expect(
        scenes.getByRole('button', { name: new RegExp(`^GF1_WFV3.*${day}`) }).first(),
      ).toBeVisible();
  });

  await test.step('JPEG 2000 out of a tar is drawn', async () => {
    const band = async (value: number) =>
      jp2Of(
        await encodeJ2k(
          Uint16Array.from({ length: 256 * 256 }, (_, i) => value + (i % 256)),
          { width: 256, height: 256, side: 128, halvings: 1 },
        ),
        gmlOfGrid(32650, 600_005, 3_639_995, 10),
      );
    const safe = 'S2B_MSIL2A_20250720T024549_N0511_R132_T50SQB_20250720T051234.SAFE';
    const bands = `${safe}/GRANULE/L2A_T50SQB_A033638_20250720T025514/IMG_DATA/R10m/T50SQB_20250720T024549_`;
    const xml = `<n1:Level-2A_User_Product><PRODUCT_START_TIME>2025-07-20T02:45:49.024Z</PRODUCT_START_TIME>
<PROCESSING_BASELINE>05.11</PROCESSING_BASELINE><BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
${[1, 2, 3, 7].map(id => `<BOA_ADD_OFFSET band_id="${id}">-1000</BOA_ADD_OFFSET>`).join('')}</n1:Level-2A_User_Product>`;
    const files: Record<string, Buffer> = { [`${safe}/MTD_MSIL2A.xml`]: Buffer.from(xml) };
    for (const [id, value] of [
      ['B02', 1400],
      ['B03', 1500],
      ['B04', 1450],
      ['B08', 3000],
    ] as const)
      files[`${bands}${id}_10m.jp2`] = await band(value);
    const tar = join(folder, 'sentinel.tar');
    writeFileSync(tar, tarOf(files));
    await pick(window, tar);
    await expect(scenes.getByRole('button', { name: /^S2B_MSIL2A_20250720/ }).first()).toBeVisible();
    await settled(window);
    const map = (await window.getByRole('application', { name: '地图' }).boundingBox())!;
    await window.mouse.move(map.x + map.width / 2, map.y + map.height / 2);
    // 1450 + the column of the middle, with the offset of baseline 04.00 and later.
    await expect(window.getByTestId('status')).toContainText(/R\D*0\.05/);
    await shot('jp2');
  });
});
