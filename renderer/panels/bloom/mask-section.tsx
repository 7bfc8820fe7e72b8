import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { usualMaskLimits, type MaskOptions } from '#core/mask/mask-options.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useMask } from '#renderer/panels/bloom/state/mask.ts';
import { useWritable } from '../../state/session.ts';
import { useZones } from '../../state/zones.ts';

const usualShoreM = 100;

/** What leaves pixels out of the assessment, beside nodata. */
export function MaskSection({ scene }: { scene: CatalogueScene }) {
  const { t } = useWords();
  const mask = useBloom(s => s.mask);
  const setMask = useBloom(s => s.setMask);
  const problem = useMask(s => (s.sceneId === scene.id ? s.problem : null));
  const has = (role: string) => scene.bands.some(band => band.role === role);
  const usualGlint = has('S1') ? usualMaskLimits.glintSwir : usualMaskLimits.glintNir;
  const waterIndex = has('S1') && has('G') ? 'MNDWI' : 'NDWI';
  return (
    <Section title={t('mask.title')}>
      <div className="inline-field">
        <span className="field-label">{t('bloom.clouds')}</span>
        <Segmented
          label={t('bloom.clouds')}
          value={mask.clouds}
          choices={[
            { value: 'auto', label: t('bloom.clouds-auto'), title: t('bloom.clouds-auto-long') },
            { value: 'none', label: t('bloom.clouds-none'), title: t('bloom.clouds-none-long') },
          ]}
          onChange={clouds => setMask({ clouds })}
        />
      </div>
      <div className="mask-options">
        {mask.clouds === 'auto' && scene.classification && (
          <Option
            label={t('mask.low-clouds')}
            title={t('mask.low-clouds-long')}
            on={mask.lowClouds === true}
            onToggle={on => setMask({ lowClouds: on || undefined })}
          />
        )}
        <Option
          label={t('mask.all-water')}
          title={t('mask.all-water-long')}
          on={mask.allWater === true}
          onToggle={on => setMask({ allWater: on || undefined })}
        />
        <Option
          label={t('mask.shore')}
          title={t('mask.shore-long')}
          on={mask.shoreBufferM !== undefined}
          onToggle={on => setMask({ shoreBufferM: on ? usualShoreM : undefined })}
        >
          <NumberField
            label={t('mask.shore-m')}
            value={mask.shoreBufferM ?? null}
            min={1}
            max={20000}
            step={10}
            onChange={value => value !== null && setMask({ shoreBufferM: value })}
          />
          <small>m</small>
        </Option>
        <Vegetation mask={mask} />
        <Option
          label={t('mask.glint')}
          title={t('mask.glint-long')}
          on={mask.glint !== undefined}
          disabled={!(has('R') && has('N'))}
          doubted
          onToggle={on => setMask({ glint: on ? { limit: usualGlint } : undefined })}
        >
          <small>{has('S1') ? 'S1' : 'N'} &gt;</small>
          <NumberField
            label={t('mask.glint-limit')}
            value={mask.glint?.limit ?? null}
            min={0.001}
            max={2}
            step={0.01}
            onChange={value => value !== null && setMask({ glint: { limit: value } })}
          />
        </Option>
        <Option
          label={t('mask.water')}
          title={t('mask.water-long')}
          on={mask.water !== undefined}
          disabled={!has('G')}
          doubted
          onToggle={on =>
            setMask({
              water: on ? { index: waterIndex, threshold: usualMaskLimits.waterThreshold } : undefined,
            })
          }
        >
          <small>{mask.water?.index} &lt;</small>
          <NumberField
            label={t('mask.water-threshold')}
            value={mask.water?.threshold ?? null}
            min={-1}
            max={1}
            step={0.01}
            onChange={value =>
              value !== null && setMask({ water: { index: mask.water!.index, threshold: value } })
            }
          />
        </Option>
        <Option
          label={t('mask.min-valid')}
          title={t('mask.min-valid-long')}
          on={mask.minValidShare !== undefined}
          onToggle={on => setMask({ minValidShare: on ? 0.5 : undefined })}
        >
          <NumberField
            label={t('mask.min-valid-percent')}
            value={mask.minValidShare === undefined ? null : Number((mask.minValidShare * 100).toFixed(4))}
            min={0}
            max={100}
            step={5}
            onChange={value => value !== null && setMask({ minValidShare: value / 100 })}
          />
          <small>%</small>
        </Option>
      </div>
      {problem && <Warnings lines={[problem]} />}
    </Section>
  );
}

/** One switch of the mask, and its number where it is on. */
function Option({
  label,
  title,
  on,
  disabled,
  doubted,
  onToggle,
  children,
}: {
  label: string;
  title: string;
  on: boolean;
  disabled?: boolean;
  /** The limit is not confirmed by a standard. */
  doubted?: boolean;
  onToggle: (on: boolean) => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <div className="mask-option" title={title}>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          disabled={disabled && !on}
          onChange={event => onToggle(event.target.checked)}
        />
        <span className="clip">{label}</span>
        {doubted && on && <Chip look="warning">{t('evidence.to-confirm')}</Chip>}
      </label>
      {on && <span className="mask-value">{children}</span>}
    </div>
  );
}

/** Zones of standing plants: each can be switched on; a file brings more. */
function Vegetation({ mask }: { mask: MaskOptions }) {
  const { t } = useWords();
  const zones = useZones(s => s.zones).filter(zone => zone.kind === 'aquatic-vegetation');
  const setMask = useBloom(s => s.setMask);
  const open = useDialogs(s => s.open);
  const writable = useWritable();
  const chosen = mask.vegetationZoneIds ?? [];
  const set = (ids: number[]) => setMask({ vegetationZoneIds: ids.length > 0 ? ids : undefined });
  const count = zones.filter(zone => chosen.includes(zone.id)).length;
  return (
    <>
      <div className="mask-option" title={t('mask.vegetation-long')}>
        <label className="check">
          <input
            type="checkbox"
            checked={count > 0}
            disabled={zones.length === 0}
            ref={box => {
              if (box) box.indeterminate = count > 0 && count < zones.length;
            }}
            onChange={event => set(event.target.checked ? zones.map(zone => zone.id) : [])}
          />
          <span className="clip">{t('mask.vegetation')}</span>
          {zones.length > 0 && (
            <span className="muted">
              {count}/{zones.length}
            </span>
          )}
        </label>
        <Button
          look="quiet"
          icon={<Plus size={13} />}
          disabled={!writable}
          onClick={() => open({ kind: 'zones', zoneKind: 'aquatic-vegetation' })}
        >
          {t('mask.vegetation-add')}
        </Button>
      </div>
      {count > 0 &&
        zones.length > 1 &&
        zones.map(zone => (
          <label className="check mask-zone" key={zone.id}>
            <input
              type="checkbox"
              checked={chosen.includes(zone.id)}
              onChange={event =>
                set(event.target.checked ? [...chosen, zone.id] : chosen.filter(id => id !== zone.id))
              }
            />
            <span className="clip">{zone.name}</span>
          </label>
        ))}
    </>
  );
}
