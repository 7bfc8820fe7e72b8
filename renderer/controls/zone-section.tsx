import { Combine, Plus } from 'lucide-react';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useWritable } from '../state/session.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Section } from './section.tsx';
import { ZonePicker } from './zone-picker.tsx';

/** The zones of an assessment: choose some, or bring in a file. */
export function ZoneSection({
  kind,
  zones,
  chosen,
  onChange,
}: {
  kind: 'lake' | 'redline';
  zones: readonly CatalogueZone[];
  chosen: ReadonlySet<number>;
  onChange: (zoneIds: ReadonlySet<number>) => void;
}) {
  const { t } = useWords();
  const open = useDialogs(s => s.open);
  const writable = useWritable();
  const importButton = (
    <Button
      look="quiet"
      icon={<Plus size={14} />}
      disabled={!writable}
      onClick={() => open({ kind: 'zones', zoneKind: kind })}
    >
      {t('zones.import')}
    </Button>
  );
  return (
    <Section title={t(`zones.title-${kind}`)} actions={zones.length > 0 && importButton}>
      {zones.length === 0 ? (
        <EmptyState title={t('zones.empty')} text={t(`zones.empty-${kind}`)}>
          {importButton}
        </EmptyState>
      ) : (
        <>
          <ZonePicker zones={zones} chosen={chosen} onChange={onChange} />
          <Button
            look="quiet"
            icon={<Combine size={14} />}
            disabled={chosen.size === 0}
            onClick={() => open({ kind: 'zone-tools', zoneIds: [...chosen] })}
          >
            {t('zones.tools')}
          </Button>
        </>
      )}
    </Section>
  );
}
