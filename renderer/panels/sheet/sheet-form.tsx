import { Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { paletteIds } from '#core/page/sheet-palette.ts';
import { northArrows } from '#core/page/sheet-settings.ts';
import { IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { templateText } from '#renderer/panels/sheet/state/sheet-form.ts';
import { baseOf, useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { GridFields } from './grid-fields.tsx';

const scales = [10_000, 25_000, 50_000, 75_000, 100_000, 150_000, 200_000, 250_000, 500_000, 1_000_000];

/** How the sheet looks: what the template says, and what is said over it. */
export function SheetForm() {
  const { t, language } = useWords();
  const form = useSheet(s => s.form);
  const { setForm, past, future, step, reset } = useSheet();
  const base = baseOf(useSheet());
  const scale = form.scale ?? base?.scale ?? null;
  return (
    <Section
      title={t('sheet.options')}
      actions={
        <>
          <IconButton label={t('maps.undo')} disabled={past.length === 0} onClick={() => step('undo')}>
            <Undo2 size={14} />
          </IconButton>
          <IconButton label={t('maps.redo')} disabled={future.length === 0} onClick={() => step('redo')}>
            <Redo2 size={14} />
          </IconButton>
          <IconButton label={t('maps.reset')} onClick={reset}>
            <RotateCcw size={14} />
          </IconButton>
        </>
      }
    >
      <div className="pair">
        <Segmented
          label={t('sheet.paper')}
          value={form.paper}
          choices={[
            { value: 'A4', label: 'A4' },
            { value: 'A3', label: 'A3' },
          ]}
          onChange={paper => setForm({ paper })}
        />
        <Segmented
          label={t('sheet.orientation')}
          value={form.orientation}
          choices={[
            { value: 'landscape', label: t('sheet.landscape') },
            { value: 'portrait', label: t('sheet.portrait') },
          ]}
          onChange={orientation => setForm({ orientation })}
        />
      </div>
      <Words name="title" maxLength={80} />
      <Words
        name="subtitle"
        maxLength={120}
        hint={t('maps.rule-hint', { fields: '{zones} {date} {time} {sensor}', patch: '{patch}' })}
      />
      <div className="pair">
        <Field label={t('sheet.scale')}>
          <div className="joined">
            <span>1:</span>
            <NumberField
              label={t('sheet.scale')}
              value={scale}
              min={100}
              max={100_000_000}
              step={1000}
              placeholder={t('sheet.scale-auto')}
              onChange={value => setForm({ scale: value === null ? undefined : Math.round(value) })}
            />
            <select
              className="input"
              aria-label={t('sheet.scale-choose')}
              value={scale !== null && scales.includes(scale) ? scale : ''}
              onChange={event =>
                setForm({ scale: event.target.value ? Number(event.target.value) : undefined })
              }
            >
              <option value="">{t('sheet.scale-auto')}</option>
              {scales.map(n => (
                <option key={n} value={n}>
                  {n.toLocaleString('en-US')}
                </option>
              ))}
            </select>
          </div>
        </Field>
        <Field label={t('sheet.language')}>
          <select
            className="input"
            value={form.language ?? language}
            onChange={event => setForm({ language: event.target.value as typeof language })}
          >
            <option value="zh-CN">中文</option>
            <option value="en">English</option>
          </select>
        </Field>
      </div>
      <GridFields />
      <div className="pair">
        <Field label={t('maps.palette')}>
          <select
            className="input"
            value={form.palette ?? base?.palette ?? 'standard'}
            onChange={event => setForm({ palette: paletteIds.find(id => id === event.target.value) })}
          >
            {paletteIds.map(id => (
              <option key={id} value={id}>
                {t(`maps.palette-${id}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('maps.north')}>
          <select
            className="input"
            value={form.northArrow ?? base?.northArrow ?? 'both'}
            onChange={event => setForm({ northArrow: northArrows.find(id => id === event.target.value) })}
          >
            {northArrows.map(id => (
              <option key={id} value={id}>
                {t(`maps.north-${id}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div className="products">
        <Tick name="locator" />
        <Tick name="legend" />
        <Tick name="legendAreas" />
      </div>
      <div className="pair">
        <Text name="preparedBy" maxLength={40} />
        <Text name="reviewedBy" maxLength={40} />
      </div>
      <div className="pair">
        <Text name="issuedBy" maxLength={40} />
        <Text name="organisation" maxLength={60} />
      </div>
      <div className="pair">
        <TextField
          label={t('sheet.date')}
          type="date"
          value={form.date ?? ''}
          onChange={text => setForm({ date: text || undefined })}
        />
        <Text name="mapNumber" maxLength={40} />
      </div>
      <Words name="source" maxLength={200} />
      <Words name="remark" maxLength={300} />
    </Section>
  );
}

/** A text of the sheet; empty, the template's stands, and is shown in its place. */
function Words({
  name,
  maxLength,
  hint,
}: {
  name: 'title' | 'subtitle' | 'source' | 'remark';
  maxLength: number;
  hint?: string;
}) {
  const { t, language } = useWords();
  const value = useSheet(s => s.form[name]) ?? '';
  const spoken = useSheet(s => s.form.language) ?? language;
  const setForm = useSheet(s => s.setForm);
  const base = baseOf(useSheet());
  const label = t(name === 'title' ? 'sheet.title' : `maps.${name}`);
  return (
    <TextField
      label={label}
      hint={hint}
      data-sheet-field={name}
      maxLength={maxLength}
      placeholder={templateText(base, name, spoken) || (name === 'subtitle' ? t('sheet.title-auto') : '')}
      value={value}
      onChange={text => setForm({ [name]: text || undefined })}
    />
  );
}

function Text({
  name,
  maxLength,
}: {
  name: 'preparedBy' | 'reviewedBy' | 'issuedBy' | 'organisation' | 'mapNumber';
  maxLength: number;
}) {
  const { t } = useWords();
  const value = useSheet(s => s.form[name]) ?? '';
  const setForm = useSheet(s => s.setForm);
  const base = baseOf(useSheet());
  return (
    <TextField
      label={t(`sheet.${name}`)}
      data-sheet-field={name}
      maxLength={maxLength}
      placeholder={base?.[name] ?? ''}
      value={value}
      onChange={text => setForm({ [name]: text || undefined })}
    />
  );
}

function Tick({ name }: { name: 'locator' | 'legend' | 'legendAreas' }) {
  const { t } = useWords();
  const value = useSheet(s => s.form[name]);
  const setForm = useSheet(s => s.setForm);
  const base = baseOf(useSheet());
  return (
    <label className="check">
      <input
        type="checkbox"
        data-sheet-field={name}
        checked={value ?? base?.[name] ?? true}
        onChange={event => setForm({ [name]: event.target.checked })}
      />
      <span>{t(`maps.${name}`)}</span>
    </label>
  );
}
