import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { callHost } from '../../client/call-host.ts';
import { km2 } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';

export type Legend = Record<string, string>;

/** What the codes of a land-cover raster stand for: read from the raster, given by the user one by one. */
export function LegendEditor({
  sceneId,
  zoneIds,
  classes,
  legend,
  onChange,
}: {
  sceneId: number | null;
  zoneIds: ReadonlySet<number>;
  classes: readonly { id: string; label: string }[];
  legend: Legend;
  onChange: (legend: Legend) => void;
}) {
  const { t } = useWords();
  const [codes, setCodes] = useState<{ code: number; areaKm2: number }[]>([]);
  const read = () =>
    attempt(async () => {
      const answer = await callHost('ecology.codes', { sceneId: sceneId!, zoneIds: [...zoneIds] });
      setCodes(answer.codes);
    });
  return (
    <div className="field">
      <span className="field-label">{t('ecology.legend')}</span>
      <div className="buttons">
        <Button disabled={sceneId === null || zoneIds.size === 0} onClick={() => void read()}>
          {t('ecology.read-codes')}
        </Button>
      </div>
      {codes.length > 0 && (
        <div className="table-scroll eco-legend">
          <table className="table">
            <thead>
              <tr>
                <th>{t('ecology.code')}</th>
                <th className="number">km²</th>
                <th>{t('ecology.class')}</th>
              </tr>
            </thead>
            <tbody>
              {codes.map(({ code, areaKm2 }) => (
                <tr key={code}>
                  <td>{code}</td>
                  <td className="number">{km2(areaKm2)}</td>
                  <td>
                    <select
                      className="input"
                      aria-label={t('ecology.class-of', { code })}
                      value={legend[code] ?? ''}
                      onChange={event => onChange({ ...legend, [code]: event.target.value })}
                    >
                      <option value="">{t('ecology.no-class')}</option>
                      {classes.map(c => (
                        <option key={c.id} value={c.id}>
                          {c.label}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** Codes that have a class. */
export const filled = (legend: Legend): Legend =>
  Object.fromEntries(Object.entries(legend).filter(([, name]) => name !== ''));
