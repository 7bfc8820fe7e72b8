import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import type { PlotFilter } from '#core/contract/plot-calls.ts';
import {
  flagReasonOf,
  observationColumnIds,
  observationColumns,
  writtenOf,
  type ObservationCells,
  type ObservationRow,
} from '#core/plots/observation-cells.ts';
import { flagNames, layerNames, qualityFlags, verticalNames } from '#core/plots/site.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Grid, type GridChange } from '../controls/grid/grid.tsx';
import type { GridColumn, GridRow } from '../controls/grid/cells.ts';
import { TextField } from '../controls/text-field.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { TableSteps } from './table-steps.tsx';

export type ObservationsOf = { siteIds: number[] } | { filter: PlotFilter };

/** Ids of values and of reasons for none are apart: those of reasons are below zero in the grid. */
const gridId = ({ of, id }: ObservationRow): number => (of === 'value' ? id : -id);
const rowOf = (id: number) => ({ of: id > 0 ? ('value' as const) : ('reason' as const), id: Math.abs(id) });

/** What was measured at one site, or at several, as a table to work in. */
export function ObservationsDialog({ of }: { of: ObservationsOf }) {
  const { t, say } = useWords();
  const writable = useWritable();
  const parameters = usePlots(s => s.parameters);
  const [table, setTable] = useState<CallOutput<'observations.table'>>({ rows: [], total: 0 });
  const [reason, setReason] = useState('');
  const load = useCallback(async () => setTable(await callHost('observations.table', of)), [of]);
  useEffect(() => void attempt(load), [load]);
  const onlySite = 'siteIds' in of && of.siteIds.length === 1 ? of.siteIds[0] : null;

  const names = useMemo(() => new Map(parameters.map(p => [p.id, say(p.name)])), [parameters, say]);
  const columns: GridColumn[] = observationColumnIds
    .filter(key => key !== 'site' || onlySite === null)
    .map(key => ({
      key,
      label: say(observationColumns[key]),
      numeric: key === 'value' || key === 'detectionLimit' || key === 'depthM',
      ...(key === 'parameter' && { choices: [...names.values()] }),
      ...(key === 'flag' && { choices: qualityFlags.map(flag => say(flagNames[flag])) }),
      ...(key === 'vertical' && { choices: Object.values(verticalNames).map(say) }),
      ...(key === 'layer' && { choices: Object.values(layerNames).map(say) }),
    }));
  columns.push(
    { key: 'counted', label: t('grid.column-counted'), numeric: true, readOnly: true },
    { key: 'source', label: t('grid.column-source'), readOnly: true },
  );
  const rows = useMemo(
    () =>
      table.rows.map((row): GridRow => {
        const { time, unit, flag, vertical, layer, detectionLimit, depthM, method, observer, source } = row;
        return {
          id: gridId(row),
          cells: {
            site: row.site,
            time,
            parameter: names.get(row.parameter ?? '') ?? row.parameter,
            value: writtenOf(row),
            unit,
            flag: row.of === 'reason' ? null : flagNames[flag] ? say(flagNames[flag]) : flag,
            flagReason: flagReasonOf(row),
            detectionLimit,
            vertical: verticalNames[vertical] ? say(verticalNames[vertical]) : vertical,
            layer: layerNames[layer] ? say(layerNames[layer]) : layer,
            depthM,
            method,
            observer,
            counted: row.value,
            source,
          },
        };
      }),
    [table, names, say],
  );

  const change = (changes: GridChange[]) =>
    attempt(async () => {
      await usePlots.getState().write('observations.change', {
        changes: changes.flatMap(({ id, cells }) =>
          id === null ? [] : [{ ...rowOf(id), cells: cells as ObservationCells }],
        ),
        added: changes.flatMap(({ id, cells }) =>
          id === null
            ? [{ ...(onlySite !== null && { siteId: onlySite }), cells: cells as ObservationCells }]
            : [],
        ),
        ...(reason.trim() && { reason }),
      });
      await load();
    });
  const tools = (selected: readonly GridRow[]) => {
    const values = selected.filter(row => row.id! > 0);
    return qualityFlags.map(flag => (
      <Button
        key={flag}
        disabled={!writable || values.length === 0}
        onClick={() =>
          void change(values.map(row => ({ id: row.id, cells: { flag: say(flagNames[flag]) } })))
        }
      >
        {t(`plots.flag-${flag}`)}
      </Button>
    ));
  };
  const { close } = useDialogs.getState();
  return (
    <Dialog title={t('grid.observations')} size="wide" onClose={close}>
      <TableSteps hint={t('grid.observations-hint')} reload={load} />
      {table.total > table.rows.length && (
        <p className="hint" role="status">
          {t('grid.observations-left', { shown: table.rows.length, total: table.total })}
        </p>
      )}
      <TextField label={t('grid.reason')} maxLength={500} value={reason} onChange={setReason} />
      <Grid
        label={t('grid.observations')}
        columns={columns}
        rows={rows}
        {...(writable && { change })}
        tools={tools}
      />
    </Dialog>
  );
}
