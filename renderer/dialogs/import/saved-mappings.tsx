import { Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { useWords } from '../../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';

/** Mappings that were saved: take one, or keep this one under a name. `saved` is the one in use. */
export function SavedMappings({ saved }: { saved: string | null }) {
  const { t } = useWords();
  const writable = useWritable();
  const { useSaved: take, save } = useImport.getState();
  const [names, setNames] = useState<string[]>([]);
  const [name, setName] = useState(saved ?? '');
  const load = () =>
    attempt(async () => setNames((await callHost('import.mappings', {})).map(mapping => mapping.name)));
  useEffect(() => void load(), []);
  return (
    <div className="import-saved">
      {names.length > 0 && (
        <Field label={t('import.saved-mappings')}>
          <select
            className="input"
            value={saved ?? ''}
            onChange={event => event.target.value && void take(event.target.value)}
          >
            <option value="">{t('import.no-saved-mapping')}</option>
            {names.map(n => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t('import.mapping-name')}>
        <div className="joined">
          <input
            className="input"
            aria-label={t('import.mapping-name')}
            value={name}
            maxLength={80}
            onChange={event => setName(event.target.value)}
          />
          <Button
            icon={<Save size={14} />}
            disabled={!writable || name.trim() === ''}
            onClick={() => void save(name.trim()).then(load)}
          >
            {t('import.save-mapping')}
          </Button>
        </div>
      </Field>
    </div>
  );
}
