import { Trash2 } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Section } from '../../controls/section.tsx';
import { km2, shortTime, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { confirmed } from '../../state/dialogs.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';

/** The saved assessments; one is chosen. */
export function AssessmentSection() {
  const { t } = useWords();
  const { assessments, assessmentId, other, choose } = useSheet();
  const writable = useWritable();
  const remove = async (id: number, name: string) => {
    const question = {
      title: t('sheet.remove'),
      text: t('sheet.remove-text', { name }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await attempt(() => useSheet.getState().remove(id));
  };
  return (
    <Section title={t('sheet.assessments')}>
      <ul className="list list-short" aria-label={t('sheet.assessments')}>
        {assessments.map(a => (
          <li key={a.id} className={other === null && a.id === assessmentId ? 'row is-active' : 'row'}>
            <button
              type="button"
              className="row-main"
              aria-current={other === null && a.id === assessmentId}
              onClick={() => choose(a.id)}
            >
              <span className="clip">{a.name}</span>
              <small>
                {a.approval?.number ?? t(`task.${a.kind}`)} ·{' '}
                {a.kind === 'bloom' ? `${km2(a.total)} km²` : smallArea(a.total)} · {shortTime(a.created)}
              </small>
            </button>
            <Chip>{t(`state.${a.state}`)}</Chip>
            <IconButton
              label={t('sheet.remove-one', { name: a.name })}
              disabled={!writable || (a.state !== 'draft' && a.state !== 'returned')}
              onClick={() => void remove(a.id, a.name)}
            >
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
