import { LayerList } from './layer-list.tsx';
import { SceneList } from './scene-list.tsx';
import { useWords } from '../../language/use-words.ts';

/** Scenes and layers, on the left. */
export function Dock() {
  const { t } = useWords();
  return (
    <aside className="dock" aria-label={t('dock.title')}>
      <SceneList />
      <LayerList />
    </aside>
  );
}
