import { Field } from './field.tsx';
import { shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { useScenes } from '../state/scenes.ts';

/** One of the workspace's scenes or rasters. */
export function SceneChoice({
  label,
  value,
  onChange,
  none,
}: {
  label: string;
  value: number | null;
  onChange: (sceneId: number | null) => void;
  /** What no scene means. */
  none?: string;
}) {
  const { t } = useWords();
  const scenes = useScenes(s => s.scenes);
  return (
    <Field label={label}>
      <select
        className="input"
        value={value ?? ''}
        onChange={event => onChange(event.target.value ? Number(event.target.value) : null)}
      >
        <option value="">{none ?? t('scene.choose')}</option>
        {scenes.map(scene => (
          <option key={scene.id} value={scene.id} disabled={scene.missing !== null}>
            {scene.acquired ? `${shortTime(scene.acquired).slice(0, 10)} · ` : ''}
            {scene.name}
          </option>
        ))}
      </select>
    </Field>
  );
}
