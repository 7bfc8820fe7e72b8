import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import { IconButton } from './button.tsx';
import { NoticeList } from './notice-list.tsx';

/** A modal window; Escape and the cross close it. */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  size = 'medium',
}: {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large' | 'wide';
}) {
  const { t } = useWords();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog dialog-${size}`}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton label={t('common.close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="dialog-body">{children}</div>
      <NoticeList inDialog />
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}
