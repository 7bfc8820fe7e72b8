import { PackageOpen } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { usePackages } from '#renderer/panels/review/state/packages.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { useWritable } from '../../state/session.ts';

/** Assessments from other offices: they can be read, and nothing else. */
export function ReceivedSection() {
  const { t } = useWords();
  const { received, load, open, take } = usePackages();
  const writable = useWritable();
  useEffect(() => void attempt(load), [load]);
  const choose = () =>
    attempt(async () => {
      const paths = await pickPaths('sealed');
      if (paths) await take(paths[0]);
    });
  return (
    <Section
      title={t('package.received')}
      actions={
        <Button
          look="quiet"
          icon={<PackageOpen size={14} />}
          disabled={!writable}
          onClick={() => void choose()}
        >
          {t('package.take')}
        </Button>
      }
    >
      {received.length === 0 && <p className="hint">{t('package.none')}</p>}
      <ul className="list list-short" aria-label={t('package.received')}>
        {received.map(one => (
          <li key={one.id} className="row">
            <button type="button" className="row-main" onClick={() => void attempt(() => open(one.id))}>
              <span className="clip">{one.name}</span>
              <small>
                {[one.approval.number, t('package.from', { office: one.office }), shortTime(one.time)].join(
                  ' · ',
                )}
              </small>
            </button>
            <Chip>{t('package.read-only')}</Chip>
          </li>
        ))}
      </ul>
    </Section>
  );
}
