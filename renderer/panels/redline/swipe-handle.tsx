import { ChevronsLeftRight } from 'lucide-react';
import { useRef } from 'react';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useShownScenes } from '../../state/shown-scenes.ts';

/**
 * The divider: the earlier date on the left and the later one on the right, or in a review the other result and the
 * one at hand.
 */
export function SwipeHandle() {
  const { t } = useWords();
  const swipe = useRedline(s => s.swipe);
  const setSwipe = useRedline(s => s.setSwipe);
  const { scene, over, reviewed } = useShownScenes();
  const label = (side: 'before' | 'after') => {
    const words = reviewed?.other
      ? [
          t(side === 'before' ? 'review.old' : 'review.new'),
          (side === 'before' ? reviewed.other : reviewed.now).name,
        ]
      : [t(`redline.${side}`)];
    const shown = side === 'before' ? scene : (over ?? scene);
    return [...words, shortTime(shown?.acquired).slice(0, 10)].join(' ');
  };
  const dragging = useRef(false);
  const move = (event: React.PointerEvent<HTMLDivElement>) => {
    const area = event.currentTarget.parentElement?.getBoundingClientRect();
    if (dragging.current && area) setSwipe((event.clientX - area.left) / area.width);
  };
  return (
    <>
      <div className="swipe-date swipe-before">{label('before')}</div>
      <div className="swipe-date swipe-after">{label('after')}</div>
      <div
        className="swipe"
        style={{ left: `${swipe * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={t('redline.swipe')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(swipe * 100)}
        onPointerDown={event => {
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={() => (dragging.current = false)}
        onKeyDown={event => {
          if (event.key === 'ArrowLeft') setSwipe(swipe - 0.02);
          if (event.key === 'ArrowRight') setSwipe(swipe + 0.02);
        }}
      >
        <span>
          <ChevronsLeftRight size={16} aria-hidden />
        </span>
      </div>
    </>
  );
}
