import { FileDown, FileUp, Pencil, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { callHost } from '../../client/call-host.ts';
import { IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { confirmed } from '../../state/dialogs.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { useWritable } from '../../state/session.ts';
import { isPerPatch, useSheet } from '#renderer/panels/sheet/state/sheet.ts';

/** Which map: the program's templates and the workspace's own; those that do not fit are grey and say why. */
export function TemplateSection() {
  const { t, say, said } = useWords();
  const { choices, own, kind, ownName, chooseTemplate, patches, patch, setPatch } = useSheet();
  const writable = useWritable();
  const bring = async () => {
    const paths = await pickPaths('template');
    if (!paths) return;
    const { name } = await useSheet.getState().importTemplate(paths[0]);
    showNotice('done', 'maps.imported', { name });
  };
  return (
    <Section
      title={t('maps.templates')}
      actions={
        <IconButton label={t('maps.import')} disabled={!writable} onClick={() => void attempt(bring)}>
          <FileUp size={14} />
        </IconButton>
      }
    >
      <ul className="list template-list" role="radiogroup" aria-label={t('maps.templates')}>
        {choices.map(choice => (
          <li key={choice.kind} title={choice.reason === null ? undefined : said(choice.reason)}>
            <TemplateRow
              name={say(choice.template.name)}
              reason={choice.reason === null ? null : said(choice.reason)}
              chosen={kind === choice.kind && ownName === null}
              onChoose={() => chooseTemplate(choice.kind, null)}
            />
            {own
              .filter(o => o.file.kind === choice.kind)
              .map(o => (
                <div className="template-own" key={o.name}>
                  <TemplateRow
                    name={o.name}
                    reason={choice.reason === null ? null : said(choice.reason)}
                    chosen={kind === choice.kind && ownName === o.name}
                    onChoose={() => chooseTemplate(choice.kind, o.name)}
                  />
                </div>
              ))}
          </li>
        ))}
      </ul>
      {useSheet(isPerPatch) && patches.length > 1 && (
        <Field label={t('maps.patch')}>
          <select className="input" value={patch ?? ''} onChange={event => setPatch(event.target.value)}>
            {patches.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <OwnTemplateBar key={`${kind}-${ownName}`} />
    </Section>
  );
}

function TemplateRow({
  name,
  reason,
  chosen,
  onChoose,
}: {
  name: string;
  reason: string | null;
  chosen: boolean;
  onChoose: () => void;
}) {
  return (
    <button
      type="button"
      role="radio"
      className="template-row"
      aria-checked={chosen}
      disabled={reason !== null}
      onClick={onChoose}
    >
      <span className="clip">{name}</span>
      {reason !== null && <small className="clip">{reason}</small>}
    </button>
  );
}

/** Keeps the form as a template of the workspace; renames, removes and takes away the one that is chosen. */
function OwnTemplateBar() {
  const { t, language } = useWords();
  const { ownName, own, kind, directory, saveTemplate, renameTemplate, removeTemplate } = useSheet();
  const writable = useWritable();
  const [name, setName] = useState(ownName ?? '');
  const wanted = name.trim();
  const taken = own.some(o => o.name === wanted);
  const save = async () => {
    const other = own.find(o => o.name === wanted);
    if (other && wanted !== ownName) {
      const question = {
        title: t('maps.overwrite'),
        text: t('maps.overwrite-text', { name: wanted }),
        action: t('maps.overwrite'),
      };
      if (!(await confirmed(question))) return;
    }
    await saveTemplate(wanted, language);
    showNotice('done', 'maps.saved', { name: wanted });
  };
  const remove = async () => {
    const question = {
      title: t('maps.remove'),
      text: t('maps.remove-text', { name: ownName ?? '' }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await removeTemplate(ownName!);
  };
  const take = async () => {
    const { path } = await callHost('export.template', { name: ownName!, directory });
    showNotice('done', 'maps.taken', { path });
  };
  return (
    <>
      <Field label={t('maps.own-name')} hint={ownName === null ? t('maps.own-hint') : undefined}>
        <div className="joined">
          <input
            className="input"
            aria-label={t('maps.own-name')}
            maxLength={60}
            value={name}
            onChange={event => setName(event.target.value)}
          />
          <IconButton
            label={t('maps.save')}
            disabled={!writable || wanted === '' || kind === null}
            onClick={() => void attempt(save)}
          >
            <Save size={14} />
          </IconButton>
          {ownName !== null && (
            <>
              <IconButton
                label={t('maps.rename')}
                disabled={!writable || wanted === '' || taken}
                onClick={() => void attempt(() => renameTemplate(ownName, wanted))}
              >
                <Pencil size={14} />
              </IconButton>
              <IconButton
                label={t('maps.take')}
                disabled={directory.trim() === ''}
                onClick={() => void attempt(take)}
              >
                <FileDown size={14} />
              </IconButton>
              <IconButton label={t('maps.remove')} disabled={!writable} onClick={() => void attempt(remove)}>
                <Trash2 size={14} />
              </IconButton>
            </>
          )}
        </div>
      </Field>
    </>
  );
}
