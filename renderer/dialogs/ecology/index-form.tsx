import { FileInput, Play, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { indexStandards, type IndexStandard } from '#core/ecology/ecology-names.ts';
import type { IndexRow } from '#core/ecology/ei.ts';
import type { EcologyRules } from '#core/contract/ecology.ts';
import { callHost } from '../../client/call-host.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { EvidenceChip } from '../../controls/evidence-chip.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useEcology } from '../../state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { filled, LegendEditor, type Legend } from './legend-editor.tsx';
import { SceneChoice } from './scene-choice.tsx';
import { ZoneChoice } from './zone-choice.tsx';

const emptyRow = (region: string, year: number | null): IndexRow => ({ region, year, values: {} });

/** Inputs of EI or EQI, region by region and year by year: typed, from a table, and areas from a land cover. */
export function IndexForm({ rules }: { rules: EcologyRules }) {
  const { t, say } = useWords();
  const { run, busy } = useEcology();
  const [standard, setStandard] = useState<IndexStandard>('EI');
  const [rows, setRows] = useState<IndexRow[]>([
    emptyRow(t('ecology.region-n', { n: 1 }), new Date().getFullYear() - 1),
  ]);
  const [at, setAt] = useState(0);
  const [withCover, setWithCover] = useState(false);
  const [coverId, setCoverId] = useState<number | null>(null);
  const [coverYear, setCoverYear] = useState<number | null>(null);
  const [zoneIds, setZoneIds] = useState<ReadonlySet<number>>(new Set());
  const [legend, setLegend] = useState<Legend>({});
  const { name, note, evidence, inputs } = rules.index[standard];
  const row = rows[Math.min(at, rows.length - 1)];
  const change = (part: Partial<IndexRow>) => setRows(rows.map(r => (r === row ? { ...r, ...part } : r)));
  const give = (id: string, value: number | null) => {
    const others = Object.entries(row.values).filter(([other]) => other !== id);
    change({ values: Object.fromEntries(value === null ? others : [...others, [id, value]]) });
  };
  const open = async () => {
    const paths = await pickPaths('table');
    if (!paths) return;
    const read = await attempt(() => callHost('ecology.read-table', { path: paths[0], standard }));
    if (!read) return;
    setRows(read.rows);
    setAt(0);
  };
  const choose = (next: IndexStandard) => {
    setStandard(next);
    setWithCover(false);
    setRows(rows.map(r => ({ ...r, values: {} })));
  };
  const hasValues = rows.filter(r => Object.keys(r.values).length > 0);
  const useCover = standard === 'EI' && withCover;
  const ready = useCover ? coverId !== null && zoneIds.size > 0 : rows.length > 0;
  const start = () =>
    attempt(() =>
      run('ecology.index', {
        standard,
        rows: useCover ? hasValues : rows,
        landCover: useCover
          ? { sceneId: coverId!, legend: filled(legend), zoneIds: [...zoneIds], year: coverYear }
          : null,
      }),
    );
  const shownInputs = useCover ? inputs.filter(i => i.group !== 'land' && i.id !== 'area_km2') : inputs;
  return (
    <>
      <div className="eco-columns">
        <div className="field">
          <span className="field-label">{t('ecology.standard')}</span>
          <Segmented
            label={t('ecology.standard')}
            value={standard}
            choices={indexStandards.map(value => ({
              value,
              label: value === 'EI' ? 'EI · HJ 192-2015' : `EQI · ${t('ecology.eqi-short')}`,
            }))}
            onChange={choose}
          />
        </div>
        <p className="hint">
          {say(name)} <EvidenceChip evidence={evidence} /> {say(note)}
        </p>
      </div>
      <div className="buttons">
        <Button icon={<FileInput size={14} />} onClick={() => void open()}>
          {t('ecology.open-table')}
        </Button>
        <Button
          icon={<Plus size={14} />}
          onClick={() => {
            setRows([...rows, { ...row, year: row.year === null ? null : row.year + 1 }]);
            setAt(rows.length);
          }}
        >
          {t('ecology.add-year')}
        </Button>
        <Button
          icon={<Plus size={14} />}
          onClick={() => {
            setRows([...rows, emptyRow(t('ecology.region-n', { n: rows.length + 1 }), row.year)]);
            setAt(rows.length);
          }}
        >
          {t('ecology.add-region')}
        </Button>
        {standard === 'EI' && (
          <label className="check">
            <input
              type="checkbox"
              checked={withCover}
              onChange={event => setWithCover(event.target.checked)}
            />
            <span>{t('ecology.with-cover')}</span>
          </label>
        )}
      </div>
      {useCover && (
        <div className="eco-columns">
          <div>
            <SceneChoice label={t('ecology.cover-raster')} value={coverId} onChange={setCoverId} />
            <div className="field">
              <span className="field-label">{t('ecology.year')}</span>
              <NumberField
                label={t('ecology.year')}
                value={coverYear}
                min={1900}
                max={2200}
                onChange={setCoverYear}
              />
            </div>
            <LegendEditor
              sceneId={coverId}
              zoneIds={zoneIds}
              classes={rules.landClasses.map(c => ({ id: c.id, label: say(c.name) }))}
              legend={legend}
              onChange={setLegend}
            />
          </div>
          <ZoneChoice chosen={zoneIds} onChange={setZoneIds} />
        </div>
      )}
      <div className="eco-rows" role="tablist" aria-label={t('ecology.regions')}>
        {rows.map((r, n) => (
          <span className="eco-row" key={n}>
            <button type="button" role="tab" aria-selected={r === row} onClick={() => setAt(n)}>
              {r.region} {r.year ?? ''}
            </button>
            {rows.length > 1 && (
              <IconButton
                label={t('ecology.remove-one', { name: `${r.region} ${r.year ?? ''}` })}
                onClick={() => {
                  setRows(rows.filter(other => other !== r));
                  setAt(0);
                }}
              >
                <Trash2 size={12} />
              </IconButton>
            )}
          </span>
        ))}
      </div>
      <div className="eco-inputs">
        <label className="field">
          <span className="field-label">{t('ecology.region')}</span>
          <input
            className="input"
            value={row.region}
            maxLength={80}
            onChange={event => change({ region: event.target.value })}
          />
        </label>
        <div className="field">
          <span className="field-label">{t('ecology.year')}</span>
          <NumberField
            label={t('ecology.year')}
            value={row.year}
            min={1900}
            max={2200}
            onChange={year => change({ year })}
          />
        </div>
        {shownInputs.map(input => (
          <div className="field" key={input.id}>
            <span className="field-label">
              {say(input.name)} {input.unit && <small>{input.unit}</small>}
            </span>
            <NumberField
              label={say(input.name)}
              value={row.values[input.id] ?? null}
              min={input.min}
              max={input.max ?? undefined}
              placeholder={input.optional ? t('ecology.optional') : t('ecology.not-given')}
              onChange={value => give(input.id, value)}
            />
          </div>
        ))}
      </div>
      <div className="eco-run">
        <span className="hint grow">{t('ecology.missing-hint')}</span>
        <Button
          look="primary"
          icon={<Play size={14} />}
          disabled={!ready || busy}
          onClick={() => void start()}
        >
          {t(busy ? 'ecology.computing' : 'ecology.compute')}
        </Button>
      </div>
    </>
  );
}
