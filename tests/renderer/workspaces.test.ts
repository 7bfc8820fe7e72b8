import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openScene, openWorkspace } from '#renderer/state/actions.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { importZones } from '#renderer/state/import-zones.ts';
import { showError, useNotices } from '#renderer/state/notices.ts';
import { useReports } from '#renderer/dialogs/report/state/reports.ts';
import { useScenes } from '#renderer/state/scenes.ts';
import { useSession } from '#renderer/state/session.ts';
import { sheetOptions, useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { useZones } from '#renderer/state/zones.ts';
import { HostError } from '#renderer/client/host-error.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';
import { withHost } from './with-host.ts';
import { say } from '#core/words/said.ts';

const { folder } = withHost();

/** Brings a scene and its lake in, ticks the lake and counts. */
async function tallyLake(): Promise<number> {
  const { path, zones } = await writeSmallScene(join(folder, 'data'));
  await openScene([path]);
  const sceneId = useScenes.getState().activeId!;
  await importZones({ path: zones, set: '湖', kind: 'lake', nameField: '名称' });
  await useBloom.getState().useScene(sceneId);
  useBloom.getState().setIndex('NDVI');
  await useBloom.getState().runTally(sceneId);
  return sceneId;
}

const state = () => useBloom.getState();

describe('a workspace that is opened after another', () => {
  it('counts a zone that is brought in once, as in the first one', async () => {
    await openWorkspace(join(folder, 'A'), false);
    await tallyLake();
    expect(state().tally!.zones.map(z => z.zone)).toEqual(['左上']);
    state().setThreshold(0.2);
    await openWorkspace(join(folder, 'B'), true);
    expect([state().zoneIds.size, state().indexId, state().threshold, state().tally]).toEqual([
      0,
      null,
      null,
      null,
    ]);
    const sceneId = await tallyLake();
    expect([...state().zoneIds]).toEqual([1]);
    expect(state().tally!.zones.map(z => z.zone)).toEqual(['左上']);
    state().setThreshold(0.2);
    const { result } = await state().assess(sceneId, undefined);
    expect(result.kind === 'bloom' && result.zones).toHaveLength(1);
  });

  it('offers its assessment as every format of the table of the host, by the name it has there', async () => {
    const label = { zh: '玩具', en: 'Toy' };
    productFormats.push({ kind: 'toy', label, ending: '.toy', write: path => writeFile(path, 'toy') });
    try {
      await useSheet.getState().load();
      const { offered, products } = useSheet.getState();
      expect(offered.map(o => o.kind)).toEqual(productFormats.map(f => f.kind));
      expect(offered.at(-1)).toEqual({ kind: 'toy', label });
      expect(products).toBeNull();
      useSheet.setState({ directory: join(folder, 'products'), products: ['csv', 'toy'] });
      await useSheet.getState().exportAll(sheetOptions(useSheet.getState().form, 'en'));
      expect(useSheet.getState().written!.products.map(p => p.kind)).toEqual(['csv', 'toy']);
    } finally {
      productFormats.pop();
      useSheet.setState({ products: null });
    }
  });

  it('is not told errors, reports and files of the one before', async () => {
    showError(new HostError('not-found', 'a.tif', say('files.not-found')));
    useSheet.setState({ written: { directory: 'A', products: [] } });
    useReports.setState({ written: { directory: 'A', files: [] }, view: {} as never });
    await openWorkspace(join(folder, 'A'), false);
    expect(useNotices.getState().notices).toEqual([]);
    expect(useSheet.getState().written).toBeNull();
    expect([useReports.getState().written, useReports.getState().view]).toEqual([null, null]);
    expect(useZones.getState().zones).toHaveLength(1);
  });

  it('is noticed where another window opened it', async () => {
    state().setZones([1]);
    await callHost('workspace.open', { path: join(folder, 'B') });
    await useSession.getState().load();
    expect(state().zoneIds.size).toBe(0);
  });

  it('hears no answer to a question of the one before', async () => {
    await openWorkspace(join(folder, 'A'), false);
    const late = useZones.getState().load();
    const { leaveWorkspace } = await import('#renderer/state/root.ts');
    leaveWorkspace();
    await expect(late).rejects.toThrow(/abort/i);
    expect(useZones.getState().zones).toEqual([]);
  });
});
