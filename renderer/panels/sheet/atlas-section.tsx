import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import type { AtlasBy, AtlasWritten } from '#core/contract/map-calls.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { WrittenFiles } from '../../controls/written-files.tsx';
import { useWords } from '../../language/use-words.ts';
import { runJob } from '../../state/jobs.ts';
import { attempt } from '../../state/notices.ts';
import { ownFileOf, sheetOptions, useSheet } from '#renderer/panels/sheet/state/sheet.ts';

const shownFiles = 6;

/** 图集: a sheet per zone or suspected patch, into the folder of the products. */
export function AtlasSection() {
  const { t, language } = useWords();
  const { assessments, assessmentId, choices, directory, form } = useSheet();
  const own = useSheet(ownFileOf);
  const [by, setBy] = useState<AtlasBy>('zones');
  const [oneFile, setOneFile] = useState(true);
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<AtlasWritten | null>(null);
  const assessment = assessments.find(a => a.id === assessmentId);
  if (!assessment) return null;
  const used: AtlasBy = assessment.kind === 'redline' ? by : 'zones';
  const sheetKind = choices.find(c => c.reason === null && c.atlas === used)?.kind;
  const run = async () => {
    setBusy(true);
    setWritten(null);
    try {
      const sheet = sheetOptions(form, language);
      setWritten(
        await runJob('export.atlas', {
          assessmentId: assessment.id,
          sheet,
          ...(own?.kind === sheetKind ? { template: own } : {}),
          directory,
          by: used,
          oneFile,
        }),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('atlas.title')}>
      {assessment.kind === 'redline' && (
        <Segmented
          label={t('atlas.by')}
          value={used}
          choices={[
            { value: 'zones', label: t('atlas.zones') },
            { value: 'patches', label: t('atlas.patches') },
          ]}
          onChange={setBy}
        />
      )}
      <label className="check">
        <input type="checkbox" checked={oneFile} onChange={event => setOneFile(event.target.checked)} />
        <span>{t('atlas.one-file')}</span>
      </label>
      <div className="buttons">
        <Button
          icon={<BookOpen size={14} />}
          disabled={busy || directory.trim() === ''}
          onClick={() => void attempt(run)}
        >
          {t(busy ? 'atlas.making' : 'atlas.run')}
        </Button>
      </div>
      {written && (
        <WrittenFiles files={written.files.slice(0, shownFiles)} data-testid="atlas-written">
          <li className="muted">{t('atlas.done', { sheets: written.sheets, kept: written.kept })}</li>
        </WrittenFiles>
      )}
    </Section>
  );
}
