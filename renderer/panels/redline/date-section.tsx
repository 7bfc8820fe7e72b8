import { ArrowDownUp, Columns2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { SceneChoice } from '../../controls/scene-choice.tsx';
import { Section } from '../../controls/section.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useScene } from '../../state/scenes.ts';

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
      <SceneChoice label={t('redline.before')} value={beforeId} onChange={id => set({ beforeId: id })} />
      <SceneChoice label={t('redline.after')} value={afterId} onChange={id => set({ afterId: id })} />
      <Warnings lines={warnings} />
    </Section>
  );
}
