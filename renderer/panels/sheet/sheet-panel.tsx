import { Printer } from 'lucide-react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useWords } from '../../language/use-words.ts';
import { useSheet } from '../../state/sheet.ts';
import { AtlasSection } from './atlas-section.tsx';
import { AssessmentSection } from './assessment-section.tsx';
import { BulletinSection } from './bulletin-section.tsx';
import { ExportSection } from './export-section.tsx';
import { SheetForm } from './sheet-form.tsx';

/** From a saved assessment to a sheet and its products. */
export function SheetPanel() {
  const { t } = useWords();
  const count = useSheet(s => s.assessments.length);
  const assessmentId = useSheet(s => s.assessmentId);
  const bloomId = useSheet(
    s => s.assessments.find(a => a.id === s.assessmentId && a.kind === 'bloom')?.id ?? null,
  );
  if (count === 0) {
    return (
      <EmptyState
        icon={<Printer size={26} aria-hidden />}
        title={t('sheet.none')}
        text={t('sheet.none-text')}
      />
    );
  }
  return (
    <>
      <AssessmentSection />
      <SheetForm />
      {bloomId !== null && <BulletinSection assessmentId={bloomId} />}
      <ExportSection />
      <AtlasSection key={assessmentId} />
    </>
  );
}
