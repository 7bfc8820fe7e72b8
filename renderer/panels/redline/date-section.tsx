import { ArrowDownUp, Columns2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '../../state/redline.ts';
import { useScene, useScenes } from '../../state/scenes.ts';

/** The two dates. */
export function DateSection() {
  const { t } = useWords();
  const { beforeId, afterId, set, swipeOn, toggleSwipe } = useRedline();
  const before = useScene(beforeId);
  const after = useScene(afterId);
  const warnings: string[] = [];
  if (before && after) {
    if (before.id === after.id) warnings.push(t('redline.same-scene'));
    else if (before.acquired && after.acquired && before.acquired > after.acquired)
      warnings.push(t('redline.swapped'));
  }
  return (
    <Section
      title={t('redline.dates')}
      actions={
        <>
          <Button
            look="quiet"
            icon={<Columns2 size={14} />}
            aria-pressed={swipeOn}
            title={`${t('redline.swipe')} (S)`}
            onClick={toggleSwipe}
          >
            {t('redline.swipe-short')}
          </Button>
          <IconButton label={t('redline.swap')} onClick={() => set({ beforeId: afterId, afterId: beforeId })}>
            <ArrowDownUp size={14} />
          </IconButton>
        </>
      }
    >
      <SceneSelect label={t('redline.before')} value={beforeId} onChange={id => set({ beforeId: id })} />
      <SceneSelect label={t('redline.after')} value={afterId} onChange={id => set({ afterId: id })} />
      <Warnings lines={warnings} />
    </Section>
  );
}

function SceneSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (id: number | null) => void;
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
        <option value="">{t('scene.choose')}</option>
        {scenes.map(scene => (
          <option key={scene.id} value={scene.id} disabled={scene.missing !== null}>
            {shortTime(scene.acquired).slice(0, 10)} · {scene.name}
          </option>
        ))}
      </select>
    </Field>
  );
}
