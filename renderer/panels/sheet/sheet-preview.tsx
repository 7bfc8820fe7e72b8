import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { callHost } from '../../client/call-host.ts';
import { asHostError } from '../../client/host-error.ts';
import { sentenceIn } from '#core/quantity/sentences.ts';
import { useWords } from '../../language/use-words.ts';
import { sheetOptions, useSheet } from '../../state/sheet.ts';

const pauseMs = 400;

/** The sheet as it will be printed; follows the form. */
export function SheetPreview() {
  const { t, language } = useWords();
  const assessmentId = useSheet(s => s.assessmentId);
  const form = useSheet(s => s.form);
  // An approval fills the signature block.
  const state = useSheet(s => s.assessments.find(a => a.id === s.assessmentId)?.state);
  const [page, setPage] = useState<CallOutput<'page.preview'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (assessmentId === null) {
      setPage(null);
      return;
    }
    const stop = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => {
      callHost('page.preview', { assessmentId, sheet: sheetOptions(form, language) }, { signal: stop.signal })
        .then(made => {
          setPage(made);
          setProblem(null);
          setBusy(false);
        })
        .catch((error: unknown) => {
          const found = asHostError(error);
          if (!found) return;
          setProblem(`${t(`errors.${found.code}`)}: ${found.subject} ${sentenceIn(found.message, language)}`);
          setBusy(false);
        });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [assessmentId, form, language, state, t]);

  if (assessmentId === null) return null;
  return (
    <div className="preview" data-testid="sheet-preview">
      {page && <img src={`data:image/png;base64,${page.png}`} alt={t('sheet.preview')} />}
      <div className="preview-bar" role="status">
        {busy && <LoaderCircle size={14} className="spin" aria-hidden />}
        {problem ? (
          <span className="danger">{problem}</span>
        ) : (
          page && <span>{`${form.paper} · 1:${page.scale.toLocaleString('en-US')}`}</span>
        )}
      </div>
    </div>
  );
}
