import { Save } from 'lucide-react';
import { useState } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';

/** Saves the assessment under a name. */
export function AssessSection({ scene }: { scene: CatalogueScene }) {
  const { t } = useWords();
  const writable = useWritable();
  const busy = useBloom(s => s.busy);
  const saved = useBloom(s => s.assessment !== null);
  const [name, setName] = useState('');
  const assess = () =>
    attempt(async () => {
      const made = await useBloom.getState().assess(scene.id, name.trim() || undefined);
      await useSheet.getState().load();
      useSheet.getState().choose(made.id);
      showNotice('done', 'bloom.saved', { name: made.name });
    });
  return (
    <div className="assess">
      <TextField
        label={t('bloom.name')}
        value={name}
        maxLength={80}
        placeholder={t('bloom.name-auto')}
        onChange={setName}
      />
      <Button
        look={saved ? 'plain' : 'primary'}
        icon={<Save size={14} />}
        disabled={!writable || busy !== null || saved}
        onClick={() => void assess()}
      >
        {t(busy === 'assess' ? 'bloom.assessing' : 'bloom.assess')}
      </Button>
    </div>
  );
}
