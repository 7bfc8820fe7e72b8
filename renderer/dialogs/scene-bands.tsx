import { useState } from 'react';
import type { BandMap, SceneOptions } from '#core/contract/calls.ts';
import { bandRoles, type BandRole, type CatalogueScene } from '#core/scene/scene.ts';
import { Button } from '../controls/button.tsx';
import { Chip } from '../controls/chip.tsx';
import { dash } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { useScenes } from '../state/scenes.ts';
import { useWritable } from '../state/session.ts';

interface Draft {
  roles: Record<number, BandRole | ''>;
  scale: string;
  offset: string;
  nodata: string;
}

const draftOf = (scene: CatalogueScene): Draft => ({
  roles: Object.fromEntries(scene.bands.map(band => [band.index, band.role ?? ''])),
  scale: '',
  offset: '',
  nodata: '',
});

/** What the user changed, as the contract wants it. Undefined where a number is none. */
function optionsOf(draft: Draft): SceneOptions | undefined {
  const bands: BandMap = {};
  for (const [index, role] of Object.entries(draft.roles)) if (role) bands[role] = Number(index);
  const options: SceneOptions = { bands };
  for (const name of ['scale', 'offset', 'nodata'] as const) {
    const text = draft[name].trim();
    if (text === '') continue;
    if (!Number.isFinite(Number(text))) return undefined;
    options[name] = Number(text);
  }
  return options;
}

/** The bands; the roles can be named by hand, and are remembered. */
export function SceneBands({ scene }: { scene: CatalogueScene }) {
  const { t } = useWords();
  const writable = useWritable();
  const [draft, setDraft] = useState(() => draftOf(scene));
  const options = optionsOf(draft);
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(scene));
  const twice = new Set(
    Object.values(draft.roles).filter((role, i, all) => role !== '' && all.indexOf(role) !== i),
  );
  const save = () =>
    attempt(async () => {
      if (!options) return;
      await useScenes.getState().describe(scene.id, options);
      const now = useScenes.getState().scenes.find(other => other.id === scene.id);
      if (now) setDraft(draftOf(now));
      showNotice('done', 'scene.described');
    });
  return (
    <section className="block">
      <h3>{t('scene.bands')}</h3>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>#</th>
              <th>{t('scene.band.role')}</th>
              <th>{t('scene.band.description')}</th>
              <th>{t('scene.band.type')}</th>
              <th className="number">nm</th>
              <th className="number">{t('scene.band.nodata')}</th>
              <th className="number">{t('scene.band.scale')}</th>
              <th className="number">{t('scene.band.offset')}</th>
              <th>{t('scene.band.source')}</th>
              <th>{t('scene.band.file')}</th>
            </tr>
          </thead>
          <tbody>
            {scene.bands.map(band => (
              <tr key={band.index}>
                <td>{band.index}</td>
                <td>
                  <select
                    className="input input-tight"
                    aria-label={t('scene.band.role-of', { band: band.index })}
                    value={draft.roles[band.index]}
                    disabled={!writable}
                    aria-invalid={draft.roles[band.index] !== '' && twice.has(draft.roles[band.index])}
                    onChange={event =>
                      setDraft({
                        ...draft,
                        roles: { ...draft.roles, [band.index]: event.target.value as BandRole | '' },
                      })
                    }
                  >
                    <option value="">{dash}</option>
                    {bandRoles.map(role => (
                      <option key={role} value={role}>
                        {role} {t(`role.${role}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>{band.description ?? dash}</td>
                <td>{band.type}</td>
                <td className="number">{band.wavelengthNm ?? dash}</td>
                <td className="number">{band.nodata === null ? dash : Number(band.nodata.toPrecision(7))}</td>
                <td className="number">{band.radiometry.scale}</td>
                <td className="number">{band.radiometry.offset}</td>
                <td className="wrap">
                  {band.radiometry.source}{' '}
                  {!band.radiometry.known && <Chip look="warning">{t('scene.band.assumed')}</Chip>}
                </td>
                <td className="clip" title={band.file}>
                  {band.file.split(/[\\/]/).at(-1)}:{band.fileBand}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="describe">
        {(['scale', 'offset', 'nodata'] as const).map(name => (
          <label key={name}>
            <span>{t(`scene.band.${name}`)}</span>
            <input
              className="input number"
              inputMode="decimal"
              disabled={!writable}
              placeholder={t('scene.as-found')}
              value={draft[name]}
              onChange={event => setDraft({ ...draft, [name]: event.target.value })}
            />
          </label>
        ))}
        <Button
          look="primary"
          disabled={!writable || !changed || !options || twice.size > 0}
          onClick={() => void save()}
        >
          {t('scene.describe')}
        </Button>
        {twice.size > 0 && (
          <span className="warn">{t('scene.role-twice', { roles: [...twice].join(', ') })}</span>
        )}
      </div>
    </section>
  );
}
