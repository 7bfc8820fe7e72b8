import { beijingOffset } from '#core/foundation/dates.ts';
import { commonCrs } from '#core/plots/coordinates.ts';
import { siteKinds, type SiteKind } from '#core/plots/site.ts';
import { dateOrders, type DateOrder } from '#core/plots/column-dates.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import type { ImportCrs, ImportMapping } from '#core/plots/mapping.ts';
import { TextField } from '../../controls/text-field.tsx';
import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { useWords } from '../../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';

const systems = commonCrs();
const offsets = Array.from({ length: 27 }, (_, i) => {
  const hours = i - 12;
  return `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
});

/** How the file is read and what holds for all of its rows. */
export function ImportSettings({ report, mapping }: { report: ImportReport; mapping: ImportMapping }) {
  const { t, say } = useWords();
  const change = useImport(s => s.change);
  const hasDates = Object.values(mapping.columns).some(use => use.as === 'date');
  return (
    <div className="import-settings">
      <Field label={t('import.table')}>
        <select className="input" value={report.table} onChange={e => change({ table: e.target.value })}>
          {report.tables.map(table => (
            <option key={table.name} value={table.name}>
              {table.name} ({table.rows})
            </option>
          ))}
        </select>
      </Field>
      {report.encoding && (
        <Field label={t('import.encoding')}>
          <select
            className="input"
            value={report.encoding}
            onChange={e => change({ encoding: e.target.value })}
          >
            {[
              ...new Set([
                report.encoding,
                'UTF-8',
                'GB18030',
                'Big5',
                'windows-1252',
                'windows-1250',
                'UTF-16LE',
              ]),
            ].map(encoding => (
              <option key={encoding}>{encoding}</option>
            ))}
          </select>
        </Field>
      )}
      {report.delimiter !== null && (
        <Field label={t('import.delimiter')}>
          <select
            className="input"
            value={report.delimiter}
            onChange={e => change({ delimiter: e.target.value })}
          >
            {[...new Set([report.delimiter, ',', ';', '\t', '|'])].map(delimiter => (
              <option key={delimiter} value={delimiter}>
                {delimiter === '\t' ? t('import.tab') : delimiter}
              </option>
            ))}
          </select>
        </Field>
      )}
      {report.headerRows > 0 && (
        <>
          <Field label={t('import.header-row')}>
            <NumberField
              label={t('import.header-row')}
              value={report.headerRow}
              min={1}
              step={1}
              onChange={headerRow => headerRow && change({ headerRow, headerRows: report.headerRows })}
            />
          </Field>
          <Field label={t('import.header-rows')}>
            <select
              className="input"
              value={report.headerRows}
              onChange={e => change({ headerRow: report.headerRow, headerRows: Number(e.target.value) })}
            >
              {[1, 2, 3, 4].map(rows => (
                <option key={rows} value={rows}>
                  {rows}
                </option>
              ))}
            </select>
          </Field>
        </>
      )}
      <Field label={t('import.kind')}>
        <select
          className="input"
          value={mapping.kind}
          onChange={e => change({ kind: e.target.value as SiteKind })}
        >
          {Object.entries(siteKinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {say(name)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('import.crs')}>
        <select
          className="input"
          value={mapping.crs ?? ''}
          onChange={e => change({ crs: crsOf(e.target.value) })}
        >
          <option value="">{t('import.crs-none')}</option>
          <option value="gcj02">GCJ-02</option>
          <option value="bd09">BD-09</option>
          {typeof mapping.crs === 'number' && !systems.some(crs => crs.epsg === mapping.crs) && (
            <option value={mapping.crs}>EPSG:{mapping.crs}</option>
          )}
          {systems.map(crs => (
            <option key={crs.epsg} value={crs.epsg!}>
              {crs.name}
            </option>
          ))}
        </select>
      </Field>
      {hasDates ? (
        <>
          <Field label={t('import.date-order')}>
            <select
              className="input"
              value={mapping.dateOrder ?? ''}
              onChange={e => change({ dateOrder: e.target.value as DateOrder })}
            >
              {mapping.dateOrder === null && <option value="" />}
              {dateOrders.map(order => (
                <option key={order} value={order}>
                  {t(`import.date-${order}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('import.utc-offset')}>
            <select
              className="input"
              value={mapping.utcOffset}
              onChange={e => change({ utcOffset: e.target.value })}
            >
              {[...new Set([mapping.utcOffset, ...offsets])].map(offset => (
                <option key={offset} value={offset}>
                  {offset === beijingOffset ? t('import.beijing') : `UTC${offset}`}
                </option>
              ))}
            </select>
          </Field>
        </>
      ) : (
        <Field label={t('import.date-of-all')}>
          <input
            className="input"
            type="date"
            value={mapping.date ?? ''}
            onChange={e => change({ date: e.target.value || undefined })}
          />
        </Field>
      )}
      {!Object.values(mapping.columns).some(use => use.as === 'site-name' || use.as === 'site-code') && (
        <TextField
          label={t('import.site-of-all')}
          value={mapping.site ?? ''}
          onChange={site => change({ site: site || undefined })}
        />
      )}
      <Field label={t('import.implausible')}>
        <select
          className="input"
          value={mapping.implausible}
          onChange={e => change({ implausible: e.target.value as ImportMapping['implausible'] })}
        >
          <option value="reject">{t('import.implausible-reject')}</option>
          <option value="flag">{t('import.implausible-flag')}</option>
        </select>
      </Field>
      <Field label={t('import.bad-value')}>
        <select
          className="input"
          value={mapping.badValue ?? 'row'}
          onChange={e => change({ badValue: e.target.value as ImportMapping['badValue'] })}
        >
          <option value="row">{t('import.bad-value-row')}</option>
          <option value="value">{t('import.bad-value-value')}</option>
        </select>
      </Field>
    </div>
  );
}

const crsOf = (value: string): ImportCrs | null =>
  value === '' ? null : value === 'gcj02' || value === 'bd09' ? value : Number(value);
