import { useWords } from '../../language/use-words.ts';
import { shortTime } from '../../language/numbers.ts';
import { useActiveScene, useScenes } from '../../state/scenes.ts';

/** The scene at hand; choose another one. */
export function SceneCrumb() {
  const { t } = useWords();
  const scenes = useScenes(s => s.scenes);
  const active = useActiveScene();
  const activate = useScenes(s => s.activate);
  if (!active) return <span className="crumb muted">{t('scene.none')}</span>;
  return (
    <select
      className="crumb crumb-select"
      aria-label={t('scene.choose')}
      value={active.id}
      onChange={event => activate(Number(event.target.value))}
    >
      {scenes.map(scene => (
        <option key={scene.id} value={scene.id}>
          {scene.name} · {shortTime(scene.acquired).slice(0, 10)}
        </option>
      ))}
    </select>
  );
}
