import { gridKinds } from '#core/page/sheet-settings.ts';
import { Field } from '../../controls/field.tsx';
import { useWords } from '../../language/use-words.ts';
import { baseOf, useSheet } from '#renderer/panels/sheet/state/sheet.ts';

/** Arc seconds, and metres. */
const steps = {
  graticule: [30, 60, 120, 300, 600, 900, 1800, 3600],
  kilometres: [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000],
  none: [],
} as const;

const stepText = (grid: string, step: number): string =>
  grid === 'kilometres'
    ? `${step / 1000} km`
    : step >= 3600
      ? `${step / 3600}°`
      : step >= 60
        ? `${step / 60}′`
        : `${step}″`;

/** 经纬网 or 方里网, and the distance of its lines. */
export function GridFields() {
  const { t } = useWords();
  const form = useSheet(s => s.form);
  const setForm = useSheet(s => s.setForm);
  const base = baseOf(useSheet());
  const grid = form.grid ?? base?.grid ?? 'graticule';
  const step = form.gridStep ?? (grid === (base?.grid ?? 'graticule') ? base?.gridStep : undefined);
  const listed: number[] = [...steps[grid]];
  if (step !== undefined && !listed.includes(step)) listed.push(step);
  return (
    <div className="pair">
      <Field label={t('sheet.grid')}>
        <select
          className="input"
          value={grid}
          onChange={event =>
            setForm({
              grid: gridKinds.find(kind => kind === event.target.value) ?? undefined,
              gridStep: undefined,
            })
          }
        >
          {gridKinds.map(kind => (
            <option key={kind} value={kind}>
              {t(`sheet.grid-${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('maps.grid-step')}>
        <select
          className="input"
          disabled={grid === 'none'}
          value={step ?? ''}
          onChange={event =>
            setForm({ gridStep: event.target.value ? Number(event.target.value) : undefined })
          }
        >
          <option value="">{t('sheet.scale-auto')}</option>
          {listed.map(value => (
            <option key={value} value={value}>
              {stepText(grid, value)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}
