import { Play } from 'lucide-react';
import { useState } from 'react';
import { stateIndicators, type StateIndicator } from '#core/ecology/ecology-names.ts';
import type { EcologyRules } from '#core/contract/ecology.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useEcology } from '#renderer/dialogs/ecology/state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useScenes } from '../../state/scenes.ts';
import { areEndMembersSaid, EndMembersField, endMembersOf, usualEndMembers } from './end-members-field.tsx';
import { filled, LegendEditor, type Legend } from './legend-editor.tsx';
import { SceneChoice } from '../../controls/scene-choice.tsx';
import { ZoneChoice } from './zone-choice.tsx';

/** Which scenes, zones and indicators, and how. */
/** The percentiles that the window offers. */
const percentScaling = { lowPercent: 1, highPercent: 99 };

export function StateForm({ rules }: { rules: EcologyRules }) {
  const { t, say } = useWords();
  const scenes = useScenes(s => s.scenes).filter(s => s.missing === null);
  const { run, busy } = useEcology();
  const redline = useRedline.getState();
  const suggested = [redline.beforeId, redline.afterId].filter(id => id !== null);
  const [sceneIds, setSceneIds] = useState<number[]>(suggested);
  const [zoneIds, setZoneIds] = useState(redline.zoneIds);
  const [indicators, setIndicators] = useState<StateIndicator[]>(['NDVI', 'FVC']);
  const [endMembers, setEndMembers] = useState(usualEndMembers);
  const [wetness, setWetness] = useState('');
  const [scope, setScope] = useState<'each' | 'common'>('common');
  const [scaling, setScaling] = useState<'min-max' | 'percent'>('min-max');
  const [align, setAlign] = useState(false);
  const [lai, setLai] = useState<Record<number, number | null>>({});
  const [gpp, setGpp] = useState<Record<number, number | null>>({});
  const [typesId, setTypesId] = useState<number | null>(null);
  const [legend, setLegend] = useState<Legend>({});
  const isOn = (id: StateIndicator) => indicators.includes(id);
  const toggle = (id: StateIndicator, on: boolean) => {
    // RSEI and its variant stand in each other's place.
    const others = indicators.filter(i => i !== id && !(on && i.startsWith('RSEI') && id.startsWith('RSEI')));
    setIndicators(stateIndicators.filter(i => (i === id ? on : others.includes(i))));
  };
  const needsQuality = isOn('quality');
  const rastersOf = (of: Record<number, number | null>) => sceneIds.flatMap(id => of[id] ?? []);
  const ready =
    sceneIds.length > 0 &&
    zoneIds.size > 0 &&
    indicators.length > 0 &&
    areEndMembersSaid(endMembers) &&
    (!needsQuality ||
      (typesId !== null &&
        rastersOf(lai).length === sceneIds.length &&
        rastersOf(gpp).length === sceneIds.length));
  const start = () =>
    attempt(() =>
      run('ecology.state', {
        sceneIds,
        zoneIds: [...zoneIds],
        indicators,
        clouds: 'auto',
        endmembers: endMembersOf(endMembers),
        wetness: wetness || null,
        rseiScope: scope,
        rseiScaling: scaling === 'percent' ? percentScaling : null,
        align,
        quality: needsQuality
          ? { laiIds: rastersOf(lai), gppIds: rastersOf(gpp), typesId: typesId!, legend: filled(legend) }
          : null,
      }),
    );
  return (
    <>
      <div className="eco-columns">
        <div className="field">
          <span className="field-label">{t('ecology.scenes')}</span>
          <div className="eco-zones">
            {scenes.map(scene => (
              <label className="check" key={scene.id}>
                <input
                  type="checkbox"
                  checked={sceneIds.includes(scene.id)}
                  onChange={event =>
                    setSceneIds(
                      event.target.checked ? [...sceneIds, scene.id] : sceneIds.filter(id => id !== scene.id),
                    )
                  }
                />
                <span className="clip">
                  {shortTime(scene.acquired).slice(0, 10)} · {scene.name}
                </span>
              </label>
            ))}
          </div>
          <span className="field-hint">{t('ecology.series-hint')}</span>
        </div>
        <ZoneChoice chosen={zoneIds} onChange={setZoneIds} />
      </div>
      <div className="field">
        <span className="field-label">{t('ecology.indicators')}</span>
        <div className="eco-checks">
          {stateIndicators.map(id => (
            <label className="check" key={id} title={t(`ecology.about-${id}`)}>
              <input
                type="checkbox"
                checked={isOn(id)}
                onChange={event => toggle(id, event.target.checked)}
              />
              <span>{t(`ecology.indicator-${id}`)}</span>
            </label>
          ))}
        </div>
      </div>
      <div className="eco-columns">
        {(isOn('FVC') || needsQuality) && <EndMembersField choice={endMembers} onChange={setEndMembers} />}
        {(isOn('RSEI') || isOn('RSEI-3')) && (
          <>
            <Field label={t('ecology.wetness')}>
              <select className="input" value={wetness} onChange={event => setWetness(event.target.value)}>
                <option value="">{t('ecology.wetness-sensor')}</option>
                {rules.wetness.map(w => (
                  <option key={w.id} value={w.id}>
                    {say(w.name)}
                  </option>
                ))}
              </select>
            </Field>
            <div className="field">
              <span className="field-label">{t('ecology.scope')}</span>
              <Segmented
                label={t('ecology.scope')}
                value={scope}
                choices={[
                  { value: 'common', label: t('ecology.scope-common') },
                  { value: 'each', label: t('ecology.scope-each') },
                ]}
                onChange={setScope}
              />
            </div>
            <div className="field">
              <span className="field-label">{t('ecology.scaling')}</span>
              <Segmented
                label={t('ecology.scaling')}
                value={scaling}
                choices={[
                  { value: 'min-max', label: t('ecology.scaling-min-max') },
                  { value: 'percent', label: t('ecology.scaling-percent', percentScaling) },
                ]}
                onChange={setScaling}
              />
            </div>
          </>
        )}
      </div>
      {needsQuality && (
        <div className="eco-columns">
          {sceneIds.map(id => {
            const name = scenes.find(s => s.id === id)?.name ?? '';
            return (
              <div key={id}>
                <SceneChoice
                  label={`LAI · ${name}`}
                  value={lai[id] ?? null}
                  onChange={v => setLai({ ...lai, [id]: v })}
                />
                <SceneChoice
                  label={`GPP · ${name}`}
                  value={gpp[id] ?? null}
                  onChange={v => setGpp({ ...gpp, [id]: v })}
                />
              </div>
            );
          })}
          <div>
            <SceneChoice label={t('ecology.types')} value={typesId} onChange={setTypesId} />
            <LegendEditor
              sceneId={typesId}
              zoneIds={zoneIds}
              classes={rules.vegetationTypes.map(id => ({ id, label: id }))}
              legend={legend}
              onChange={setLegend}
            />
          </div>
        </div>
      )}
      <div className="eco-run">
        <label className="check">
          <input type="checkbox" checked={align} onChange={event => setAlign(event.target.checked)} />
          <span>{t('ecology.align')}</span>
        </label>
        <Button
          look="primary"
          icon={<Play size={14} />}
          disabled={!ready || busy}
          onClick={() => void start()}
        >
          {t(busy ? 'bloom.assessing' : 'ecology.assess')}
        </Button>
      </div>
    </>
  );
}
