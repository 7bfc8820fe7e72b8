import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { periodText } from '#core/foundation/period.ts';
import { changeLabels } from '#core/water/water-words.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { TextField } from '../controls/text-field.tsx';
import { dash, fixed, percent } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { SectionTable } from './water/section-table.tsx';

/** Classes of the found sections in a month, quarter or year, beside the period before and a year ago. */
export function WaterDialog({ siteIds }: { siteIds: number[] }) {
  const { t } = useWords();
  const { close } = useDialogs.getState();
  const [period, setPeriod] = useState('');
  const [found, setFound] = useState<CallOutput<'water.classes'> | null>(null);
  const run = useCallback(
    (asked?: string) =>
      attempt(async () => {
        const classes = await callHost('water.classes', { siteIds, period: asked });
        setPeriod(classes.period.key);
        setFound(classes);
      }),
    [siteIds],
  );
  useEffect(() => void run(), [run]);
  return (
    <Dialog
      title={t('sections.open')}
      size="large"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.close')}</Button>
          <Button look="primary" disabled={period.trim() === ''} onClick={() => void run(period.trim())}>
            {t('sections.run')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('sections.period')}
        hint={t('sections.period-hint')}
        value={period}
        maxLength={10}
        onChange={setPeriod}
        onKeyDown={event => event.key === 'Enter' && void run(period.trim())}
      />
      {found && (
        <>
          <ShareTable found={found} />
          <SectionTable found={found} />
        </>
      )}
    </Dialog>
  );
}

/** Shares over the sections with a class: now, in the period before and a year ago. */
function ShareTable({ found }: { found: CallOutput<'water.classes'> }) {
  const { t, say, language } = useWords();
  const rows = [
    { label: t('sections.this-period'), period: found.period, shares: found.shares, change: null },
    ...(
      [
        ['sections.before', found.previousPeriod],
        ['sections.last-year', found.lastYear],
      ] as const
    ).flatMap(([label, then]) =>
      then ? [{ label: t(label), period: then.period, shares: then.shares, change: then }] : [],
    ),
  ];
  return (
    <table className="table" data-testid="water-shares">
      <thead>
        <tr>
          <th />
          <th>{t('sections.period')}</th>
          <th>{t('sections.sections')}</th>
          <th>Ⅰ–Ⅲ</th>
          <th>Ⅳ–Ⅴ</th>
          <th>劣Ⅴ</th>
          <th>{t('sections.change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, period, shares, change }) => (
          <tr key={label}>
            <td>{label}</td>
            <td>{periodText(period, language)}</td>
            <td className="number">{shares.sections}</td>
            <td className="number">{percent(shares.good)}</td>
            <td className="number">{percent(shares.fair)}</td>
            <td className="number">{percent(shares.bad)}</td>
            <td>{change ? `${say(changeLabels[change.word])} (${fixed(change.difference, 1)})` : dash}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
