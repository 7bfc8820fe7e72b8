import { FileText } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { useDialogs } from '../../state/dialogs.ts';

/** 日报、周报、月报、专报、年度评价 and validation: a dialog of their own. */
export function ReportSection() {
  const { t } = useWords();
  const open = useDialogs(s => s.open);
  return (
    <Section title={t('report.title')}>
      <p className="hint">{t('report.about')}</p>
      <div className="buttons">
        <Button icon={<FileText size={14} />} onClick={() => open({ kind: 'report' })}>
          {t('report.open')}
        </Button>
      </div>
    </Section>
  );
}
