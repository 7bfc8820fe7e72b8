import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MapPreview } from '#core/contract/map-calls.ts';
import { callHost } from '../../client/call-host.ts';
import { asHostError } from '../../client/host-error.ts';
import { inWords } from '#core/words/said.ts';
import { useWords } from '../../language/use-words.ts';
import {
  isPerPatch,
  ownFileOf,
  sheetOptions,
  subjectOf,
  useSheet,
} from '#renderer/panels/sheet/state/sheet.ts';
import { PreviewBlocks } from './preview-blocks.tsx';

const pauseMs = 400;

/** The sheet as it will be printed; follows the form. */
export function SheetPreview() {
  const { t, language } = useWords();
  const assessmentId = useSheet(s => s.assessmentId);
  const other = useSheet(s => s.other);
  const kind = useSheet(s => s.kind);
  const patch = useSheet(s => s.patch);
  const template = useSheet(ownFileOf);
  const perPatch = useSheet(isPerPatch);
  const form = useSheet(s => s.form);
  // An approval fills the signature block.
  const state = useSheet(s => s.assessments.find(a => a.id === s.assessmentId)?.state);
  const [page, setPage] = useState<MapPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const subject = subjectOf({ other, assessmentId });
    if (!subject || !kind) {
      setPage(null);
      return;
    }
    const stop = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => {
      const sheet = sheetOptions(form, language);
      const which = perPatch && patch !== null ? { patch } : {};
      callHost('map.preview', { subject, kind, template, sheet, ...which }, { signal: stop.signal })
        .then(made => {
          setPage(made);
          setProblem(null);
          setBusy(false);
        })
        .catch((error: unknown) => {
          const found = asHostError(error);
          if (!found) return;
          setProblem(`${t(`errors.${found.code}`)}: ${found.subject} ${inWords(found.said, language)}`);
          setBusy(false);
        });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [assessmentId, other, kind, patch, perPatch, template, form, language, state, t]);

  if (assessmentId === null && other === null) return null;
  return (
    <div className="preview" data-testid="sheet-preview" aria-busy={busy}>
      <div className="preview-room">
        {page && (
          <div
            className="preview-page"
            style={{
              aspectRatio: `${page.widthMm} / ${page.heightMm}`,
              width: `min(100cqw, 100cqh * ${page.widthMm / page.heightMm})`,
            }}
          >
            <img src={`data:image/png;base64,${page.png}`} alt={t('sheet.preview')} />
            <PreviewBlocks page={page} />
          </div>
        )}
      </div>
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
