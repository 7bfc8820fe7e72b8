import { Chip } from '../controls/chip.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { EvidenceChip } from '../controls/evidence-chip.tsx';
import { Section } from '../controls/section.tsx';
import { SimulatedChip } from '../controls/simulated-chip.tsx';
import { Warnings } from '../controls/warnings.tsx';
import { fileSize, shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { ApprovalFacts, ReviewSteps } from '../panels/review/approval-facts.tsx';
import { fieldName } from '../panels/review/field-name.ts';
import { useDialogs } from '../state/dialogs.ts';
import { usePackages } from '#renderer/panels/review/state/packages.ts';

/** A package of another office: who approved it, its sheet, numbers, recipe and files. Nothing in it can be changed. */
export function ReceivedDialog() {
  const { t, named, say, said } = useWords();
  const close = useDialogs(s => s.close);
  const detail = usePackages(s => s.detail);
  if (!detail) return null;
  const { package: from, sheet, recipe, toConfirm, numbers, steps, warnings, files } = detail;
  const { approval } = from;
  return (
    <Dialog
      title={
        <>
          {from.name} <Chip look="accent">{t('package.from', { office: from.office })}</Chip>{' '}
          <Chip>{t('package.read-only')}</Chip> {from.simulated && <SimulatedChip />}
        </>
      }
      size="large"
      onClose={close}
    >
      <div className="received" data-testid="received">
        {sheet && (
          <img className="received-sheet" src={`data:image/png;base64,${sheet}`} alt={t('package.sheet')} />
        )}
        <Section title={t('package.approval')}>
          <dl className="numbers">
            <ApprovalFacts approval={approval} />
            <dt>{t('package.packed')}</dt>
            <dd>{`${shortTime(from.packed)} · ${from.packedBy}`}</dd>
            <dt>{t('package.seal')}</dt>
            <dd className="received-seal">{from.seal}</dd>
          </dl>
          <ReviewSteps steps={steps} />
          <Warnings lines={warnings} />
        </Section>
        <Section title={t('package.numbers')}>
          <table className="table">
            <tbody>
              {numbers.map(({ name, value }) => (
                <tr key={name}>
                  <th scope="row">{fieldName(name, { named })}</th>
                  <td title={typeof value === 'number' ? String(value) : undefined}>
                    {value === null
                      ? '–'
                      : typeof value === 'number'
                        ? String(Number(value.toPrecision(6)))
                        : said(value)}{' '}
                    {toConfirm && value !== null && name.endsWith(' · grade') && (
                      <EvidenceChip evidence="to-confirm" />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <Section title={t('review.recipe')}>
          <ul className="recipe-words">
            {recipe.map((line, i) => (
              <li key={i}>{said(say(line))}</li>
            ))}
          </ul>
        </Section>
        <Section title={t('package.files', { count: files.length })}>
          <ul className="files">
            {files.map(file => (
              <li key={file.path}>
                <span className="clip">{file.path}</span>
                <small>{fileSize(file.bytes)}</small>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </Dialog>
  );
}
