import { useEffect, useState } from 'react';
import type { PyramidState } from '#core/contract/calls.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { fileSize } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { useJobs } from '../state/jobs.ts';
import { attempt } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';

/** Whether the workspace keeps overviews of the scene's files, how large they are, and a way to make or remove them. */
export function ScenePyramid({ scene }: { scene: CatalogueScene }) {
  const { t } = useWords();
  const writable = useWritable();
  const [found, setFound] = useState<PyramidState | null>(null);
  const jobs = useJobs(s => s.jobs.filter(job => job.call === 'pyramid.build').length);
  const [changes, setChanges] = useState(0);
  const sceneId = scene.id;
  useEffect(
    () => void attempt(async () => setFound(await callHost('pyramid.get', { sceneId }))),
    [scene, sceneId, jobs, changes],
  );
  if (!found) return null;
  const change = async (call: 'pyramid.build' | 'pyramid.remove') => {
    await attempt(() => callHost(call, { sceneId }));
    setChanges(n => n + 1);
  };
  return (
    <section className="block">
      <h3>{t('scene.pyramid.title')}</h3>
      <p>{t(`scene.pyramid.${found.state}`, { size: fileSize(found.bytes) })}</p>
      {found.state === 'missing' && (
        <Button disabled={!writable} onClick={() => void change('pyramid.build')}>
          {t('scene.pyramid.build')}
        </Button>
      )}
      {found.bytes > 0 && found.state !== 'building' && (
        <Button disabled={!writable} onClick={() => void change('pyramid.remove')}>
          {t('scene.pyramid.remove')}
        </Button>
      )}
    </section>
  );
}
