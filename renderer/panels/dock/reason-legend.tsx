import { validityReasons } from '#core/bands/validity.ts';
import { useWords } from '../../language/use-words.ts';
import { reasonFill } from '../../state/palettes.ts';

const drawn = validityReasons.filter(reason => reason !== 'valid' && reason !== 'nodata');

export function ReasonLegend() {
  const { t } = useWords();
  return (
    <ul className="legend">
      {drawn.map(reason => (
        <li key={reason}>
          <i style={{ background: reasonFill(reason) }} aria-hidden />
          {t(`reason.${reason}`)}
        </li>
      ))}
    </ul>
  );
}
