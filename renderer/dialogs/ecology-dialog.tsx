import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { EvidenceChip } from '../controls/evidence-chip.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { SimulatedChip } from '../controls/simulated-chip.tsx';
import { Warnings } from '../controls/warnings.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useEcology } from '#renderer/dialogs/ecology/state/ecology.ts';
import { attempt } from '../state/notices.ts';
import { ExportBar } from './ecology/export-bar.tsx';
import { IndexForm } from './ecology/index-form.tsx';
import { IndexResultView } from './ecology/index-result.tsx';
import { ServicesForm } from './ecology/services-form.tsx';
import { ServicesResultView } from './ecology/services-result.tsx';
import { StateForm } from './ecology/state-form.tsx';
import { StateResultView } from './ecology/state-result.tsx';
import { ValidationForm } from './ecology/validation-form.tsx';
import { ValidationResultView } from './ecology/validation-result.tsx';

export const ecologyViews = ['state', 'index', 'services', 'validation'] as const;
export type EcologyView = (typeof ecologyViews)[number];

const forms = { state: StateForm, index: IndexForm, services: ServicesForm, validation: ValidationForm };

/** State, indices, services and validation: a form each, and the result with its export. */
export function EcologyDialog({ view }: { view: EcologyView }) {
  const { t } = useWords();
  const { close, open } = useDialogs();
  const { rules, shown, load, leave } = useEcology();
  useEffect(() => void attempt(load), [load]);
  const Form = forms[view];
  return (
    <Dialog
      title={
        shown ? (
          <>
            {shown.name} {shown.simulated && <SimulatedChip />}
          </>
        ) : (
          t('ecology.title')
        )
      }
      size="large"
      onClose={close}
      footer={
        <>
          <JobProgress
            calls={[
              'ecology.state',
              'ecology.index',
              'ecology.services',
              'ecology.validate',
              'ecology.export',
            ]}
          />
          {shown && (
            <Button icon={<ArrowLeft size={14} />} onClick={leave}>
              {t('ecology.back')}
            </Button>
          )}
          <Button onClick={close}>{t('common.close')}</Button>
        </>
      }
    >
      {shown ? (
        <div className="eco-result" data-testid="ecology-result">
          <Result />
          <Warnings lines={shown.result.recipe.warnings} />
          <ExportBar />
        </div>
      ) : (
        <>
          <Segmented
            label={t('ecology.title')}
            value={view}
            choices={ecologyViews.map(value => ({ value, label: t(`ecology.view-${value}`) }))}
            onChange={value => open({ kind: 'ecology', view: value })}
          />
          {rules && <Form rules={rules} />}
        </>
      )}
    </Dialog>
  );
}

function Result() {
  const { say } = useWords();
  const shown = useEcology(s => s.shown)!;
  const { result } = shown;
  if (result.kind === 'state') return <StateResultView result={result} />;
  const head = (evidence: 'verified-1' | 'verified-2' | 'to-confirm') => (
    <p className="hint">
      <strong>{say(result.name)}</strong> <EvidenceChip evidence={evidence} /> {say(result.note)}
    </p>
  );
  if (result.kind === 'ecology-index')
    return (
      <>
        {head(result.regions[0]?.evidence ?? 'to-confirm')}
        <IndexResultView result={result} />
      </>
    );
  return (
    <>
      {head(result.evidence)}
      {result.kind === 'services' ? (
        <ServicesResultView result={result} />
      ) : (
        <ValidationResultView result={result} />
      )}
    </>
  );
}
