import { FileDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BloomTally, CallOutput } from '#core/contract/calls.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { useWords } from '../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useDialogs } from '../state/dialogs.ts';
import { groundResult } from '#renderer/panels/bloom/state/ground-result.ts';
import { useGround } from '#renderer/panels/bloom/state/ground.ts';
import { saveCsv } from '../state/save-csv.ts';
import { AccuracyTable } from './ground/accuracy-table.tsx';
import { MatchUps } from './ground/match-ups.tsx';
import { PointTable } from './ground/point-table.tsx';

const views = ['points', 'match-ups', 'accuracy'] as const;

/** Ground points beside the satellite: point by point, as a regression, and as a check of the map. */
export function GroundDialog() {
  const points = useGround(s => s.points);
  const tally = useBloom(s => s.tally);
  if (!points || !tally) return null;
  return <Beside points={points} tally={tally} />;
}

function Beside({ points, tally }: { points: CallOutput<'bloom.ground'>; tally: BloomTally }) {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const threshold = useBloom(s => s.threshold) ?? tally.range.min;
  const [view, setView] = useState<(typeof views)[number]>('points');
  const result = useMemo(() => groundResult(points, tally, threshold), [points, tally, threshold]);
  const save = () =>
    saveCsv(t('ground.file'), [
      [
        ...(
          [
            'point',
            'code',
            'lon',
            'lat',
            'measured',
            'hours',
            'index',
            'deviation',
            'valid',
            'density',
            'class',
            'tli',
            'is-bloom',
          ] as const
        ).map(key => t(`ground.${key}`)),
      ],
      ...result.points.map(p => {
        const value = p.values.find(v => v.parameter === result.options.parameter);
        return [
          p.name,
          p.code,
          p.lon,
          p.lat,
          value?.value ?? null,
          value?.hoursApart ?? null,
          p.satellite?.value ?? null,
          p.satellite?.deviation ?? null,
          p.satellite?.validShare ?? null,
          p.density?.level ?? null,
          p.quality?.class ?? null,
          p.trophic?.index ?? null,
          p.bloom === null ? null : t(p.bloom ? 'form.yes' : 'form.no'),
        ];
      }),
    ]);
  return (
    <Dialog
      title={t('ground.title')}
      size="large"
      onClose={close}
      footer={
        <>
          <span className="hint grow">
            {tally.index} &gt; {threshold}
          </span>
          <Button icon={<FileDown size={14} />} onClick={save}>
            {t('satellite.export')}
          </Button>
          <Button onClick={close}>{t('common.close')}</Button>
        </>
      }
    >
      <Segmented
        label={t('ground.title')}
        value={view}
        choices={views.map(value => ({ value, label: t(`ground.view-${value}`) }))}
        onChange={setView}
      />
      {view === 'points' && <PointTable result={result} />}
      {view === 'match-ups' && <MatchUps result={result} formula={tally.formula} onTaken={close} />}
      {view === 'accuracy' && <AccuracyTable accuracy={result.accuracy} sampling={result.options.sampling} />}
    </Dialog>
  );
}
