import { PenLine, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ReportParagraph } from '#core/report/report.ts';
import { IconButton } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useReports } from '#renderer/dialogs/report/state/reports.ts';
import { useWritable } from '../../state/session.ts';

/**
 * A paragraph that is written where it stands. Where its numbers changed since, then and now stand beside each other.
 */
export function ReportParagraphField({ block }: { block: ReportParagraph }) {
  const { t } = useWords();
  const writable = useWritable();
  const write = useReports(s => s.write);
  const [text, setText] = useState<string | null>(null);
  const take = () => {
    const written = text?.trim();
    setText(null);
    if (written && written !== block.text) void attempt(() => write(block.id, written));
  };
  if (text !== null)
    return (
      <textarea
        className="input report-writing"
        autoFocus
        rows={Math.max(3, Math.ceil(text.length / 60))}
        aria-label={t('report.paragraph')}
        value={text}
        onChange={event => setText(event.target.value)}
        onBlur={take}
        onKeyDown={event => {
          if (event.key !== 'Escape') return;
          // The dialog stays open.
          event.preventDefault();
          event.stopPropagation();
          setText(null);
        }}
      />
    );
  return (
    <div className="report-paragraph" data-paragraph={block.id}>
      <p onDoubleClick={() => writable && setText(block.text)}>{block.text}</p>
      <span className="report-tools">
        {block.edited && !block.stale && <Chip>{t('report.edited')}</Chip>}
        {block.stale && <Chip look="warning">{t('report.stale')}</Chip>}
        {writable && (
          <IconButton label={t('report.write')} onClick={() => setText(block.text)}>
            <PenLine size={13} />
          </IconButton>
        )}
        {writable && block.edited && (
          <IconButton label={t('report.reset')} onClick={() => void attempt(() => write(block.id, null))}>
            <RotateCcw size={13} />
          </IconButton>
        )}
      </span>
      {block.stale && (
        <dl className="report-then-now">
          <div>
            <dt>{t('report.then')}</dt>
            <dd>{block.from}</dd>
          </div>
          <div>
            <dt>{t('report.now')}</dt>
            <dd>{block.made}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}
