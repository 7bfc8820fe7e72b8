import { FolderOpen } from 'lucide-react';
import { pickPaths } from '../state/pick-paths.ts';
import { IconButton } from './button.tsx';
import { Field } from './field.tsx';

/** A folder that something is written to: typed or picked. */
export function FolderField({
  label,
  choose,
  value,
  onChange,
}: {
  label: string;
  choose: string;
  value: string;
  onChange: (folder: string) => void;
}) {
  const pick = async () => {
    const paths = await pickPaths('export');
    if (paths) onChange(paths[0]);
  };
  return (
    <Field label={label}>
      <div className="joined">
        <input
          className="input"
          aria-label={label}
          value={value}
          spellCheck={false}
          onChange={event => onChange(event.target.value)}
        />
        <IconButton label={choose} onClick={() => void pick()}>
          <FolderOpen size={15} />
        </IconButton>
      </div>
    </Field>
  );
}
