import type { FieldChange, FieldDifference } from '#core/plots/field-difference.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { VirtualRows } from '../../controls/virtual-rows.tsx';
import { dash } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useDifferenceWords } from './use-difference-words.ts';

const lineHeight = 26;

/** One line per field that differs; the box is with the first line of its row. */
interface Line {
  difference: FieldDifference;
  change: FieldChange | null;
  first: boolean;
}

/** The differences field by field: when it left, as it came back, as it is here. */
export function FieldDifferences({
  differences,
  chosen,
  onChange,
}: {
  differences: readonly FieldDifference[];
  chosen: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
}) {
  const { t } = useWords();
  const possible = differences.filter(d => d.problem === null);
  const lines = differences.flatMap((difference): Line[] =>
    (difference.changes.length > 0 ? difference.changes : [null]).map((change, i) => ({
      difference,
      change,
      first: i === 0,
    })),
  );
  const conflicts = differences.filter(d => d.changes.some(c => c.conflict)).length;
  const toggle = (key: string, on: boolean) => {
    const keys = new Set(chosen);
    if (on) keys.add(key);
    else keys.delete(key);
    onChange(keys);
  };
  return (
    <>
      <div className="joined">
        <span className="grow">
          {t('field.count', { count: differences.length, conflicts })}{' '}
          <small>{t('field.impossible', { count: differences.length - possible.length })}</small>
        </span>
        <Button onClick={() => onChange(new Set(possible.map(d => d.key)))}>{t('field.all')}</Button>
        <Button onClick={() => onChange(new Set())}>{t('field.none')}</Button>
      </div>
      <div className="differences" data-testid="differences">
        <VirtualRows
          label={t('field.differences')}
          rows={lines}
          rowHeight={lineHeight}
          keyOf={({ difference, change }) => `${difference.key} ${change?.column}`}
          head={
            <div className="difference difference-head" aria-hidden>
              <span />
              {(['what', 'column', 'before', 'theirs', 'ours'] as const).map(key => (
                <span key={key}>{t(`field.${key}`)}</span>
              ))}
            </div>
          }
        >
          {line => (
            <DifferenceLine
              line={line}
              chosen={chosen.has(line.difference.key)}
              onToggle={on => toggle(line.difference.key, on)}
            />
          )}
        </VirtualRows>
      </div>
    </>
  );
}

function DifferenceLine({
  line: { difference, change, first },
  chosen,
  onToggle,
}: {
  line: Line;
  chosen: boolean;
  onToggle: (on: boolean) => void;
}) {
  const { t } = useWords();
  const { titleOf, columnOf, textOf } = useDifferenceWords();
  const title = titleOf(difference);
  const show = (value: FieldChange['ours']) => (value === null || value === '' ? dash : textOf(value));
  return (
    <div className={`difference${first ? ' is-first' : ''}${difference.problem ? ' muted' : ''}`}>
      {first ? (
        <input
          type="checkbox"
          aria-label={t('field.take', { what: title })}
          disabled={difference.problem !== null}
          checked={chosen}
          onChange={event => onToggle(event.target.checked)}
        />
      ) : (
        <span />
      )}
      {first ? (
        <span className="joined">
          <span className={`clip action-${difference.action}`} title={title}>
            {title}
          </span>
          {difference.problem && (
            <Chip look="danger" title={t(`field.problem-${difference.problem}`)}>
              {t(`field.problem-${difference.problem}`)}
            </Chip>
          )}
        </span>
      ) : (
        <span />
      )}
      {change && (
        <>
          <span className="joined">
            <span className="clip">{columnOf(change.column)}</span>
            {change.conflict && <Chip look="warning">{t('field.conflict')}</Chip>}
          </span>
          {(['before', 'theirs', 'ours'] as const).map(side => (
            <span
              key={side}
              className={`clip${side === 'theirs' ? ' strong' : ''}`}
              title={show(change[side])}
            >
              {show(change[side])}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
