import { Printer } from 'lucide-react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useWords } from '../../language/use-words.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';
import { useSession } from '../../state/session.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { AtlasSection } from './atlas-section.tsx';
import { AssessmentSection } from './assessment-section.tsx';
import { BulletinSection } from './bulletin-section.tsx';
import { ExportSection } from './export-section.tsx';
import { ReportSection } from './report-section.tsx';
import { SheetForm } from './sheet-form.tsx';
import { SubjectSection } from './subject-section.tsx';
import { TemplateSection } from './template-section.tsx';

/** From a saved assessment to a sheet and its products. */
export function SheetPanel() {
  const { t } = useWords();
  const series = useSeries(s => s.heads.length);
  const sites = useSession(s => s.workspace?.counts.sites ?? 0);
  const assessments = useSheet(s => s.assessments.length);
  const other = useSheet(s => s.other);
  const assessmentId = useSheet(s => s.assessmentId);
  const bloomId = useSheet(s => (s.other === null && s.kind === 'bloom' ? s.assessmentId : null));
  if (assessments + series + sites === 0) {
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
      {assessments > 0 && <AssessmentSection />}
      <SubjectSection />
      <TemplateSection />
      <SheetForm />
      {bloomId !== null && <BulletinSection assessmentId={bloomId} />}
      <ExportSection />
      <ReportSection />
      {other === null && assessmentId !== null && <AtlasSection key={assessmentId} />}
    </>
  );
}
