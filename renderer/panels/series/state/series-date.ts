import type { SeriesResult } from '#core/bloom/series.ts';
import type { SeriesHead } from '#core/contract/series.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useScenes } from '#renderer/state/scenes.ts';
import { useSeries } from './series.ts';

const isAbsolute = (path: string) => /^([/\\]|[a-z]:|https?:)/i.test(path);

/** Opens the scene of a date as the single scene, with what the series was assessed with. */
export async function assessDate(head: SeriesHead, result: SeriesResult, date: string): Promise<void> {
  const files = result.series.find(row => row.date === date)?.files[0];
  if (!files) return;
  const { zoneIds, options } = head;
  const scene = await useScenes
    .getState()
    .open(files.map(file => (isAbsolute(file) ? file : `${head.folder}/${file}`)));
  const bloom = useBloom.getState();
  await bloom.useScene(scene.id);
  bloom.setZones(zoneIds);
  bloom.setIndex(options.index);
  useBloom.setState({ mask: options.mask });
  useSeries.getState().setView('scene');
  await bloom.runTally(scene.id);
  const { tally, setThreshold } = useBloom.getState();
  if (typeof options.threshold === 'number') setThreshold(options.threshold);
  else if (options.threshold === 'otsu' && tally && tally.otsu !== null) setThreshold(tally.otsu, 'otsu');
}
