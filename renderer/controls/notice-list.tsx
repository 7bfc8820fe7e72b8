import { CircleCheck, CircleX, TriangleAlert, X } from 'lucide-react';
import { IconButton } from './button.tsx';
import { labelIn, useWords } from '../language/use-words.ts';
import { useNotices, type Notice } from '../state/notices.ts';

const icons = { error: CircleX, warning: TriangleAlert, done: CircleCheck };

/** Errors and messages: over the map, and the errors inside of a dialog, which makes all else inert. */
export function NoticeList({ inDialog = false }: { inDialog?: boolean }) {
  const all = useNotices(s => s.notices);
  const notices = inDialog ? all.filter(notice => notice.kind === 'error') : all;
  return (
    <div className={inDialog ? 'notices notices-inside' : 'notices'}>
      {notices.map(notice => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t, said, language } = useWords();
  const close = useNotices(s => s.close);
  const Icon = icons[notice.kind];
  return (
    <div className={`notice notice-${notice.kind}`} role={notice.kind === 'error' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden />
      <div className="notice-text">
        {notice.kind === 'error' ? (
          <>
            <strong>{t(`errors.${notice.error.code}`)}</strong>
            {notice.error.subject && <code>{notice.error.subject}</code>}
            {notice.error.message && <small>{said(notice.error.said)}</small>}
          </>
        ) : (
          <span>{labelIn(language, notice.label, notice.values)}</span>
        )}
      </div>
      <IconButton label={t('common.close')} onClick={() => close(notice.id)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
