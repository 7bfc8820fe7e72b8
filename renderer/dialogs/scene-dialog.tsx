import { FileSearch } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { SimulatedChip } from '../controls/simulated-chip.tsx';
import { Warnings } from '../controls/warnings.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { pickPaths } from '../state/pick-paths.ts';
import { useScene, useScenes } from '../state/scenes.ts';
import { useWritable } from '../state/session.ts';
import { SceneBands } from './scene-bands.tsx';
import { SceneBeliefs } from './scene-beliefs.tsx';
import { SceneFacts } from './scene-facts.tsx';
import { SceneFiles } from './scene-files.tsx';
import { ScenePreparation } from './scene-preparation.tsx';
import { ScenePyramid } from './scene-pyramid.tsx';

/** Everything that is known about a scene, and why. */
export function SceneDialog({ sceneId }: { sceneId: number }) {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const scene = useScene(sceneId);
  const writable = useWritable();
  if (!scene) return null;
  const locate = async () => {
    const paths = await pickPaths('scene');
    if (paths) await attempt(() => useScenes.getState().locate(sceneId, paths));
  };
  const countAsNoData = (nodata: number) =>
    attempt(async () => {
      await useScenes.getState().describe(sceneId, { nodata }, []);
      showNotice('done', 'scene.described');
    });
  const title = (
    <>
      {scene.name} {scene.simulated && <SimulatedChip />}
    </>
  );
  return (
    <Dialog
      title={title}
      size="large"
      onClose={close}
      footer={<Button onClick={close}>{t('common.close')}</Button>}
    >
      {scene.missing !== null && (
        <div className="banner">
          <span>{t('scene.missing-text', { file: scene.missing })}</span>
          <Button icon={<FileSearch size={14} />} onClick={() => void locate()}>
            {t('scene.locate')}
          </Button>
        </div>
      )}
      <Warnings lines={scene.warnings} />
      {scene.suspectedNodata !== undefined && (
        <div className="banner">
          <span>{t('scene.suspected-nodata', { value: scene.suspectedNodata })}</span>
          <Button disabled={!writable} onClick={() => void countAsNoData(scene.suspectedNodata!)}>
            {t('scene.count-as-nodata', { value: scene.suspectedNodata })}
          </Button>
        </div>
      )}
      <SceneFacts scene={scene} />
      <SceneBands scene={scene} />
      <SceneBeliefs scene={scene} />
      <ScenePreparation scene={scene} />
      <SceneFiles files={scene.files} />
      {scene.missing === null && <ScenePyramid scene={scene} />}
    </Dialog>
  );
}
