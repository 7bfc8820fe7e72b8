import { useState } from 'react';
import type { MapPreview } from '#core/contract/map-calls.ts';
import { useWords } from '../../language/use-words.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { useSession } from '../../state/session.ts';

/** Which field of the panel a block of the sheet is set by. */
const fields: Record<string, string> = {
  scaleBar: 'scale',
  signature: 'preparedBy',
  legend: 'legend',
  notes: 'remark',
};

/** Over the preview: the title is written where it stands, other blocks lead to their field. */
export function PreviewBlocks({ page }: { page: MapPreview }) {
  const { t, named } = useWords();
  const editable = useSession(s => s.task === 'sheet');
  const setForm = useSheet(s => s.setForm);
  const title = useSheet(s => s.form.title);
  const [writing, setWriting] = useState(false);
  if (!editable) return null;
  const place = (block: MapPreview['blocks'][number]) => ({
    left: `${(block.x / page.widthMm) * 100}%`,
    top: `${(block.y / page.heightMm) * 100}%`,
    width: `${(block.width / page.widthMm) * 100}%`,
    height: `${(block.height / page.heightMm) * 100}%`,
  });
  const lead = (field: string) => {
    const found = document.querySelector<HTMLElement>(
      `#task-panel [data-sheet-field="${field}"], #task-panel [aria-label="${named(`sheet.${field}`, field)}"]`,
    );
    found?.scrollIntoView({ block: 'center' });
    found?.focus();
  };
  const take = (text: string) => {
    setWriting(false);
    if (text.trim() !== page.title) setForm({ title: text.trim() || undefined });
  };
  return page.blocks.map((block, i) => {
    if (block.name === 'title')
      return writing ? (
        <input
          key="title"
          className="input preview-title"
          style={place(block)}
          maxLength={80}
          autoFocus
          aria-label={t('maps.title-in-place')}
          defaultValue={title ?? page.title}
          onBlur={event => take(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') take(event.currentTarget.value);
            if (event.key === 'Escape') setWriting(false);
          }}
        />
      ) : (
        <button
          key="title"
          type="button"
          className="preview-block"
          style={place(block)}
          title={t('maps.title-in-place')}
          aria-label={t('maps.title-in-place')}
          onClick={() => setWriting(true)}
        />
      );
    const field = fields[block.name];
    return field ? (
      <button
        key={`${block.name}-${i}`}
        type="button"
        tabIndex={-1}
        className="preview-block"
        style={place(block)}
        title={t('maps.to-field')}
        aria-label={t('maps.to-field')}
        onClick={() => lead(field)}
      />
    ) : null;
  });
}
