import { Combine, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { Section } from '../controls/section.tsx';
import { fixed } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { runJob } from '../state/jobs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { useZones } from '../state/zones.ts';

type Check = CallOutput<'zones.check'>;
type Intersection = CallOutput<'zones.intersect'>;

/** Rows that are shown of a long table; the largest come first. */
const shownRows = 200;

/** Overlaps and gaps of the chosen zones, and their parts in another set of zones: counties, reserves, catchments. */
export function ZoneToolsDialog({ zoneIds }: { zoneIds: number[] }) {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  return (
    <Dialog
      title={t('zones.tools')}
      size="large"
      onClose={close}
      footer={<Button onClick={close}>{t('common.close')}</Button>}
    >
      <CheckSection zoneIds={zoneIds} />
      <IntersectSection zoneIds={zoneIds} />
    </Dialog>
  );
}

function CheckSection({ zoneIds }: { zoneIds: number[] }) {
  const { t } = useWords();
  const [found, setFound] = useState<Check | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setFound((await attempt(() => runJob('zones.check', { zoneIds }))) ?? null);
    setBusy(false);
  };
  return (
    <Section title={t('zones.check-title')}>
      <p className="hint">{t('zones.check-text', { count: zoneIds.length })}</p>
      <Button icon={<ScanSearch size={14} />} disabled={busy} onClick={() => void check()}>
        {t(busy ? 'zones.working' : 'zones.check')}
      </Button>
      {found && (
        <div data-testid="zone-check">
          <p>
            {t('zones.checked', {
              zones: found.zones,
              overlaps: found.overlaps.length,
              gaps: found.gaps.length,
              least: found.leastM2,
            })}
          </p>
          {found.overlaps.length > 0 && (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th>{t('zones.overlap-of')}</th>
                    <th>{t('zones.overlap-with')}</th>
                    <th className="number">{t('zones.overlap-m2')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.overlaps.slice(0, shownRows).map(({ a, b, areaM2 }, i) => (
                    <tr key={i}>
                      <td>{a}</td>
                      <td>{b}</td>
                      <td className="number">{fixed(areaM2, 1)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {found.gaps.length > 0 && (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th className="number">{t('zones.gap-m2')}</th>
                    <th className="number">{t('zones.gap-lon')}</th>
                    <th className="number">{t('zones.gap-lat')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.gaps.slice(0, shownRows).map(({ areaM2, at }, i) => (
                    <tr key={i}>
                      <td className="number">{fixed(areaM2, 1)}</td>
                      <td className="number">{fixed(at[0], 6)}</td>
                      <td className="number">{fixed(at[1], 6)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}

function IntersectSection({ zoneIds }: { zoneIds: number[] }) {
  const { t } = useWords();
  const writable = useWritable();
  const zones = useZones(s => s.zones);
  const chosen = new Set(zoneIds);
  const sets = [
    ...Map.groupBy(
      zones.filter(z => !chosen.has(z.id)),
      z => z.set,
    ),
  ];
  const [other, setOther] = useState(sets[0]?.[0] ?? '');
  const own = zones.find(z => z.id === zoneIds[0]);
  const [set, setSet] = useState(own && other ? `${own.set} × ${other}`.slice(0, 80) : '');
  const [made, setMade] = useState<Intersection | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (name: string) => {
    setOther(name);
    setMade(null);
    if (own) setSet(`${own.set} × ${name}`.slice(0, 80));
  };
  const intersect = async () => {
    const otherIds = sets.find(([name]) => name === other)?.[1].map(z => z.id) ?? [];
    setBusy(true);
    const found = await attempt(() =>
      runJob('zones.intersect', { zoneIds, otherIds, set: set.trim(), kind: own?.kind ?? 'other' }),
    );
    setBusy(false);
    if (!found) return;
    setMade(found);
    await useZones.getState().load();
    showNotice('done', 'zones.intersected', { count: found.parts, set: found.set });
  };
  return (
    <Section title={t('zones.intersect-title')}>
      {sets.length === 0 ? (
        <p className="hint">{t('zones.intersect-none')}</p>
      ) : (
        <>
          <p className="hint">{t('zones.intersect-text')}</p>
          <div className="describe">
            <Field label={t('zones.intersect-other')}>
              <select className="input" value={other} onChange={event => choose(event.target.value)}>
                {sets.map(([name, of]) => (
                  <option key={name} value={name}>
                    {name} ({of.length})
                  </option>
                ))}
              </select>
            </Field>
            <TextField label={t('zones.intersect-set')} maxLength={80} value={set} onChange={setSet} />
            <Button
              icon={<Combine size={14} />}
              disabled={!writable || busy || set.trim() === '' || other === ''}
              onClick={() => void intersect()}
            >
              {t(busy ? 'zones.working' : 'zones.intersect')}
            </Button>
          </div>
        </>
      )}
      {made && (
        <div className="table-scroll" data-testid="zone-intersection">
          <table className="table">
            <thead>
              <tr>
                <th>{t('zones.overlap-of')}</th>
                <th className="number">{t('zones.area-m2')}</th>
                <th className="number">{t('zones.inside-m2')}</th>
                <th className="number">{t('zones.outside-m2')}</th>
                <th className="number">{t('zones.parts')}</th>
              </tr>
            </thead>
            <tbody>
              {made.zones.slice(0, shownRows).map((row, i) => (
                <tr key={i}>
                  <td>{row.zone}</td>
                  <td className="number">{fixed(row.areaM2, 1)}</td>
                  <td className="number">{fixed(row.insideM2, 1)}</td>
                  <td className="number">{fixed(row.outsideM2, 1)}</td>
                  <td className="number">{row.parts}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
