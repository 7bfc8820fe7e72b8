import { FolderOpen, Info, Satellite, Trash2, TriangleAlert } from 'lucide-react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Section } from '../../controls/section.tsx';
import { labelledTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { chooseAndOpenScene } from '../../state/actions.ts';
import { confirmed, useDialogs } from '../../state/dialogs.ts';
import { focusOn } from '../../state/focus.ts';
import { attempt } from '../../state/notices.ts';
import { useScenes } from '../../state/scenes.ts';
import { useWritable } from '../../state/session.ts';

export function SceneList() {
  const { t } = useWords();
  const scenes = useScenes(s => s.scenes);
  const loaded = useScenes(s => s.loaded);
  const writable = useWritable();
  const openButton = (look: 'primary' | 'quiet') => (
    <Button
      look={look}
      icon={<FolderOpen size={14} />}
      disabled={!writable}
      title={`${t('scene.open')} (O)`}
      onClick={() => void chooseAndOpenScene()}
    >
      {t('scene.open')}
    </Button>
  );
  return (
    <Section title={t('scene.title')} actions={scenes.length > 0 && openButton('quiet')}>
      {loaded && scenes.length === 0 ? (
        <EmptyState
          icon={<Satellite size={26} aria-hidden />}
          title={t('scene.empty')}
          text={t('scene.empty-text')}
        >
          {openButton('primary')}
        </EmptyState>
      ) : (
        <ul className="list" aria-label={t('scene.title')}>
          {scenes.map(scene => (
            <SceneRow key={scene.id} scene={scene} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function SceneRow({ scene }: { scene: CatalogueScene }) {
  const { t, say } = useWords();
  const active = useScenes(s => s.activeId === scene.id);
  const activate = useScenes(s => s.activate);
  const open = useDialogs(s => s.open);
  const writable = useWritable();

  const remove = async () => {
    const question = {
      title: t('scene.remove'),
      text: t('scene.remove-text', { name: scene.name }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await attempt(() => useScenes.getState().remove(scene.id));
  };

  return (
    <li className={active ? 'row is-active' : 'row'}>
      <button
        type="button"
        className="row-main"
        aria-current={active}
        onClick={() => activate(scene.id)}
        onDoubleClick={() => focusOn({ kind: 'scene' })}
        title={`${scene.name}\n${labelledTime(scene.acquired)}${scene.sensorName ? ` · ${say(scene.sensorName)}` : ''}`}
      >
        <span className="clip">{scene.name}</span>
        <small>
          {scene.missing !== null && (
            <span className="danger">
              <TriangleAlert size={12} aria-hidden /> {t('scene.missing')} ·{' '}
            </span>
          )}
          {labelledTime(scene.acquired)}
          {scene.sensor && ` · ${scene.sensorName ? say(scene.sensorName) : scene.sensor}`}
          {scene.simulated && ` · ${t('common.simulated')}`}
        </small>
      </button>
      <IconButton
        label={t('scene.info', { name: scene.name })}
        onClick={() => open({ kind: 'scene', sceneId: scene.id })}
      >
        <Info size={14} />
      </IconButton>
      <IconButton
        label={t('scene.remove-one', { name: scene.name })}
        disabled={!writable}
        onClick={() => void remove()}
      >
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}
