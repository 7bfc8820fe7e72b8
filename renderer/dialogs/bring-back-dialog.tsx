import { PackageOpen, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { FieldDifference } from '#core/plots/field-difference.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { EmptyState } from '../controls/empty-state.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { runJob } from '../state/jobs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { pickPaths } from '../state/pick-paths.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { FieldDifferences } from './field/field-differences.tsx';

/** What a package from the field says otherwise than the catalogue, to be taken over or not. */
export function BringBackDialog() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const [path, setPath] = useState<string | null>(null);
  const [differences, setDifferences] = useState<FieldDifference[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  /** How many were taken over, until that is undone. */
  const [accepted, setAccepted] = useState<number | null>(null);
  const compare = async (file: string) => {
    setBusy(true);
    const found = await attempt(() => runJob('field.compare', { path: file }));
    setBusy(false);
    if (!found) return;
    setPath(file);
    setDifferences(found);
    // What both sides changed is for a person to decide.
    const clear = found.filter(d => d.problem === null && !d.changes.some(c => c.conflict));
    setChosen(new Set(clear.map(d => d.key)));
  };
  const pick = async () => {
    const paths = await pickPaths('package');
    if (paths) await compare(paths[0]);
  };
  const accept = async () => {
    if (path === null) return;
    setBusy(true);
    const done = await attempt(() => runJob('field.accept', { path, keys: [...chosen] }));
    setBusy(false);
    if (!done) return;
    setAccepted(done.accepted);
    setChosen(new Set());
    showNotice('done', 'field.accepted', { count: done.accepted });
    // Compared anew, a corrected value would seem to be gone: its correction took its place.
    setDifferences(differences?.filter(d => !chosen.has(d.key)) ?? null);
    await attempt(() => usePlots.getState().load());
  };
  const undo = async () => {
    if (path === null) return;
    const done = await attempt(() => callHost('edits.undo', {}));
    if (!done) return;
    setAccepted(null);
    await attempt(() => usePlots.getState().load());
    await compare(path);
  };
  return (
    <Dialog
      title={t('field.open')}
      size="large"
      onClose={close}
      footer={
        <>
          <span className="hint grow">{t('field.undo-hint')}</span>
          <JobProgress calls={['field.compare', 'field.accept']} />
          <Button onClick={close}>{t(accepted === null ? 'common.cancel' : 'common.close')}</Button>
          <Button look="primary" disabled={busy || chosen.size === 0} onClick={() => void accept()}>
            {t('field.accept', { count: chosen.size })}
          </Button>
        </>
      }
    >
      {accepted !== null && (
        <div className="joined" role="status">
          <span className="grow">{t('field.accepted', { count: accepted })}</span>
          <Button icon={<Undo2 size={14} />} disabled={busy} onClick={() => void undo()}>
            {t('field.undo')}
          </Button>
        </div>
      )}
      {differences === null ? (
        <EmptyState
          icon={<PackageOpen size={26} aria-hidden />}
          title={t('field.pick-title')}
          text={t('field.pick-text')}
        >
          <Button look="primary" disabled={busy} onClick={() => void pick()}>
            {t(busy ? 'field.comparing' : 'field.pick')}
          </Button>
        </EmptyState>
      ) : differences.length === 0 ? (
        accepted === null && <p className="hint">{t('field.same')}</p>
      ) : (
        <FieldDifferences differences={differences} chosen={chosen} onChange={setChosen} />
      )}
    </Dialog>
  );
}
