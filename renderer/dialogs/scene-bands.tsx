import { useState } from 'react';
import type { BandMap, SceneOptions } from '#core/scene/scene-options.ts';
import { userOptions } from '#core/scene/user-options.ts';
import { bandRoleFacts, bandRoles, type BandRole } from '#core/scene/band-roles.ts';
import { filesOfBand, userOptionNames, type CatalogueScene, type UserOptionName } from '#core/scene/scene.ts';
import { Button } from '../controls/button.tsx';
import { Chip } from '../controls/chip.tsx';
import { dash } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { useScenes } from '../state/scenes.ts';
import { useWritable } from '../state/session.ts';
import { fileNameOf } from '../language/file-name.ts';

interface Draft {
  roles: Record<number, BandRole | ''>;
  scale: string;
  offset: string;
  nodata: string;
  acquired: string;
}

const numberNames = ['scale', 'offset', 'nodata'] as const;

/** The roles as they are, and what the user said before; empty where the files decide. */
const draftOf = (scene: CatalogueScene): Draft => {
  const said = userOptions(scene);
  return {
    roles: Object.fromEntries(scene.bands.map(band => [band.index, band.role ?? ''])),
    scale: said.scale?.toString() ?? '',
    offset: said.offset?.toString() ?? '',
    nodata: said.nodata?.toString() ?? '',
    acquired: said.acquired?.slice(0, 10) ?? '',
  };
};

/** What the user changed, as the contract wants it. Undefined where a number is none. */
function optionsOf(draft: Draft, before: Draft): SceneOptions | undefined {
  const options: SceneOptions = {};
  if (JSON.stringify(draft.roles) !== JSON.stringify(before.roles)) {
    const bands: BandMap = {};
    for (const [index, role] of Object.entries(draft.roles)) if (role) bands[role] = Number(index);
    options.bands = bands;
  }
  for (const name of numberNames) {
    const text = draft[name].trim();
    if (text === '' || text === before[name]) continue;
    if (!Number.isFinite(Number(text))) return undefined;
    options[name] = Number(text);
  }
  if (draft.acquired !== '' && draft.acquired !== before.acquired) options.acquired = draft.acquired;
  return options;
}

/** What the user emptied: the files decide again. */
const forgottenOf = (draft: Draft, before: Draft): UserOptionName[] =>
  userOptionNames.filter(name => before[name] !== '' && draft[name].trim() === '');

/** The bands; the roles can be named by hand, and are remembered. */
export function SceneBands({ scene }: { scene: CatalogueScene }) {
  const { t, say, said } = useWords();
  const writable = useWritable();
  const [draft, setDraft] = useState(() => draftOf(scene));
  const before = draftOf(scene);
  const options = optionsOf(draft, before);
  const changed = JSON.stringify(draft) !== JSON.stringify(before);
  const twice = new Set(
    Object.values(draft.roles).filter((role, i, all) => role !== '' && all.indexOf(role) !== i),
  );
  const save = () =>
    attempt(async () => {
      if (!options) return;
      await useScenes.getState().describe(scene.id, options, forgottenOf(draft, before));
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
                        {role} {say(bandRoleFacts[role].name)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>{band.description ?? dash}</td>
                <td>{band.type}</td>
                <td className="number">{band.wavelengthNm ?? dash}</td>
                <td className="number">{band.nodata === null ? dash : Number(band.nodata.toPrecision(7))}</td>
                <td className="number">{Number(band.radiometry.scale.toPrecision(7))}</td>
                <td className="number">{Number(band.radiometry.offset.toPrecision(7))}</td>
                <td className="wrap">
                  {said(band.radiometry.source)}{' '}
                  {!band.radiometry.known && <Chip look="warning">{t('scene.band.assumed')}</Chip>}
                </td>
                <td className="clip" title={filesOfBand(scene, band).join('\n')}>
                  {filesOfBand(scene, band).map(fileNameOf).join(' + ')}:{band.fileBand}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="describe">
        {numberNames.map(name => (
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
        <label>
          <span>{t('scene.acquired-by-hand')}</span>
          <input
            className="input"
            type="date"
            disabled={!writable}
            value={draft.acquired}
            onChange={event => setDraft({ ...draft, acquired: event.target.value })}
          />
        </label>
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
