import { gridKinds } from '#core/page/template.ts';
import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useSheet } from '../../state/sheet.ts';

const scales = [10_000, 25_000, 50_000, 75_000, 100_000, 150_000, 200_000, 250_000, 500_000, 1_000_000];

/** Paper, title, scale and the note block. */
export function SheetForm() {
  const { t, language } = useWords();
  const form = useSheet(s => s.form);
  const setForm = useSheet(s => s.setForm);
  return (
    <Section title={t('sheet.options')}>
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
      <Field label={t('sheet.title')}>
        <input
          className="input"
          maxLength={80}
          placeholder={t('sheet.title-auto')}
          value={form.title ?? ''}
          onChange={event => setForm({ title: event.target.value })}
        />
      </Field>
      <div className="pair">
        <Field label={t('sheet.scale')}>
          <div className="joined">
            <span>1:</span>
            <NumberField
              label={t('sheet.scale')}
              value={form.scale}
              min={100}
              step={1000}
              placeholder={t('sheet.scale-auto')}
              onChange={scale => setForm({ scale: scale === null ? null : Math.round(scale) })}
            />
            <select
              className="input"
              aria-label={t('sheet.scale-choose')}
              value={form.scale && scales.includes(form.scale) ? form.scale : ''}
              onChange={event => setForm({ scale: event.target.value ? Number(event.target.value) : null })}
            >
              <option value="">{t('sheet.scale-auto')}</option>
              {scales.map(scale => (
                <option key={scale} value={scale}>
                  {scale.toLocaleString('en-US')}
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
      <div className="pair">
        <Text name="preparedBy" maxLength={40} />
        <Text name="reviewedBy" maxLength={40} />
      </div>
      <div className="pair">
        <Text name="issuedBy" maxLength={40} />
        <Text name="organisation" maxLength={60} />
      </div>
      <Field label={t('sheet.grid')}>
        <select
          className="input"
          value={form.grid ?? ''}
          onChange={event =>
            setForm({ grid: gridKinds.find(kind => kind === event.target.value) ?? undefined })
          }
        >
          <option value="">{t('sheet.grid-template')}</option>
          {gridKinds.map(kind => (
            <option key={kind} value={kind}>
              {t(`sheet.grid-${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <div className="pair">
        <Field label={t('sheet.date')}>
          <input
            className="input"
            type="date"
            value={form.date}
            onChange={event => setForm({ date: event.target.value })}
          />
        </Field>
        <Text name="mapNumber" maxLength={40} />
      </div>
    </Section>
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
  return (
    <Field label={t(`sheet.${name}`)}>
      <input
        className="input"
        maxLength={maxLength}
        value={value}
        onChange={event => setForm({ [name]: event.target.value })}
      />
    </Field>
  );
}
