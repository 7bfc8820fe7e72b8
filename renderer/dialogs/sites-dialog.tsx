import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PlotFilter } from '#core/contract/plot-calls.ts';
import { siteColumns } from '#core/plots/site-cells.ts';
import { siteKinds, type Site } from '#core/plots/site.ts';
import type { FormField } from '#core/plots/plot-form.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Grid, type GridChange } from '../controls/grid/grid.tsx';
import type { GridCell, GridColumn, GridRow } from '../controls/grid/cells.ts';
import { useWords } from '../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { TableSteps } from './table-steps.tsx';

/** The found sites as a table to work in, with the fields of their forms. */
export function SitesDialog({ filter }: { filter: PlotFilter }) {
  const { t, say } = useWords();
  const writable = useWritable();
  const forms = usePlots(s => s.forms);
  const [sites, setSites] = useState<Site[]>([]);
  const load = useCallback(async () => setSites(await callHost('sites.table', filter)), [filter]);
  useEffect(() => void attempt(load), [load]);
  const fields = useMemo(() => {
    const kinds = new Set(sites.map(s => s.kind));
    const own = forms.filter(f => kinds.has(f.kind)).flatMap(f => f.fields);
    return [...new Map(own.map(field => [field.id, field])).values()];
  }, [sites, forms]);
  const columns: GridColumn[] = [
    ...siteColumns.map(key => ({
      key,
      label: t(`grid.column-${key}`),
      numeric: key === 'lon' || key === 'lat',
      ...(key === 'kind' && { choices: Object.values(siteKinds).map(say) }),
    })),
    ...fields.map(({ id, name, unit, type, choices }) => ({
      key: id,
      label: unit ? `${say(name)} / ${unit}` : say(name),
      numeric: type === 'number',
      ...(choices && { choices: choices.map(choice => say(choice.name)) }),
    })),
    { key: 'observations', label: t('plots.observations-title'), numeric: true, readOnly: true },
  ];
  const rows = sites.map((site): GridRow => {
    const { id, name, code, kind, lon, lat, note, observations } = site;
    return {
      id,
      cells: {
        ...Object.fromEntries(fields.map(f => [f.id, shown(f, site.fields[f.id], say)])),
        name,
        code,
        kind: siteKinds[kind] ? say(siteKinds[kind]) : kind,
        lon,
        lat,
        note,
        observations,
      },
    };
  });
  const change = (changes: GridChange[]) =>
    attempt(async () => {
      await usePlots.getState().write('sites.change', {
        changes: changes.flatMap(({ id, cells }) => (id === null ? [] : [{ siteId: id, cells }])),
        added: changes.flatMap(({ id, cells }) => (id === null ? [cells] : [])),
      });
      await load();
    });
  const { close, open } = useDialogs.getState();
  return (
    <Dialog title={t('grid.sites')} size="wide" onClose={close}>
      <TableSteps hint={t('grid.hint')} reload={load} />
      <Grid
        label={t('grid.sites')}
        columns={columns}
        rows={rows}
        {...(writable && { change })}
        tools={selected => (
          <Button
            disabled={selected.length === 0}
            onClick={() => open({ kind: 'observations', of: { siteIds: selected.map(row => row.id!) } })}
          >
            {t('grid.observations-of', { count: selected.length })}
          </Button>
        )}
      />
    </Dialog>
  );
}

function shown(
  field: FormField,
  value: string | number | boolean | undefined,
  say: ReturnType<typeof useWords>['say'],
): GridCell {
  if (value === undefined) return null;
  const choice = field.choices?.find(c => c.id === value);
  return choice ? say(choice.name) : typeof value === 'boolean' ? String(value) : value;
}
