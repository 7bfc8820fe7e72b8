import { PackageCheck } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { FolderField } from '../../controls/folder-field.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { usePackages } from '#renderer/panels/review/state/packages.ts';
import { useWritable } from '../../state/session.ts';

/** An approved assessment as a sealed package for another office. */
export function PackSection({ assessmentId }: { assessmentId: number }) {
  const { t, language } = useWords();
  const { office, directory, busy, set, write } = usePackages();
  const writable = useWritable();
  const ready = writable && office.trim() !== '' && directory.trim() !== '' && !busy;
  return (
    <Section title={t('package.pack')}>
      <p className="hint">{t('package.pack-hint')}</p>
      <TextField
        label={t('package.office')}
        maxLength={120}
        value={office}
        onChange={text => set({ office: text })}
      />
      <FolderField
        label={t('package.folder')}
        choose={t('sheet.choose-folder')}
        value={directory}
        onChange={value => set({ directory: value })}
      />
      <div className="buttons">
        <Button
          icon={<PackageCheck size={14} />}
          disabled={!ready}
          onClick={() => void attempt(() => write(assessmentId, language))}
        >
          {t(busy ? 'package.packing' : 'package.write')}
        </Button>
      </div>
    </Section>
  );
}
