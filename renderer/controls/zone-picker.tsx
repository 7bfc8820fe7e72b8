import { Crosshair, Trash2 } from 'lucide-react';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { useWords } from '../language/use-words.ts';
import { confirmed } from '../state/dialogs.ts';
import { focusOn } from '../state/focus.ts';
import { attempt } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { useZones } from '../state/zones.ts';
import { IconButton } from './button.tsx';

/** Zones by set; several can be chosen. */
export function ZonePicker({
  zones,
  chosen,
  onChange,
}: {
  zones: readonly CatalogueZone[];
  chosen: ReadonlySet<number>;
  onChange: (zoneIds: ReadonlySet<number>) => void;
}) {
  const { t } = useWords();
  const writable = useWritable();
  const sets = [...new Set(zones.map(zone => zone.set))];
  const toggle = (ids: number[], on: boolean) =>
    onChange(on ? chosen.union(new Set(ids)) : chosen.difference(new Set(ids)));

  const remove = async (zone: CatalogueZone) => {
    const question = {
      title: t('zones.remove'),
      text: t('zones.remove-text', { name: zone.name }),
      action: t('common.remove'),
    };
    if (!(await confirmed(question))) return;
    toggle([zone.id], false);
    await attempt(() => useZones.getState().remove([zone.id]));
  };

  return (
    <div className="zone-picker">
      {sets.map(set => {
        const members = zones.filter(zone => zone.set === set);
        const ids = members.map(zone => zone.id);
        const count = ids.filter(id => chosen.has(id)).length;
        return (
          <fieldset key={set}>
            <legend>
              <label className="check">
                <input
                  type="checkbox"
                  checked={count === ids.length}
                  ref={box => {
                    if (box) box.indeterminate = count > 0 && count < ids.length;
                  }}
                  onChange={event => toggle(ids, event.target.checked)}
                />
                <span>{set}</span>
                <span className="muted">
                  {count}/{ids.length}
                </span>
              </label>
            </legend>
            {members.map(zone => (
              <div className="zone-row" key={zone.id}>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={chosen.has(zone.id)}
                    onChange={event => toggle([zone.id], event.target.checked)}
                  />
                  <span className={`zone-mark zone-${zone.kind}`} aria-hidden />
                  <span className="clip">{zone.name}</span>
                </label>
                <IconButton
                  label={t('zones.zoom', { name: zone.name })}
                  onClick={() => focusOn({ kind: 'shape', geometry: zone.geometry })}
                >
                  <Crosshair size={13} />
                </IconButton>
                <IconButton
                  label={t('zones.remove-one', { name: zone.name })}
                  disabled={!writable}
                  onClick={() => void remove(zone)}
                >
                  <Trash2 size={13} />
                </IconButton>
              </div>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
