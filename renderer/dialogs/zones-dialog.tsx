import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { zoneKinds, type ZoneKind } from '#core/zones/zone.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { Warnings } from '../controls/warnings.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { pickPaths } from '../state/pick-paths.ts';
import { importZones } from '../state/import-zones.ts';

type Layer = CallOutput<'zones.layers'>['layers'][number];

/** What fields that hold a name are usually called, best first. */
const nameLike = [/^(name|名称|name_zh)$/i, /name|名|mc$/i, /^(label|title|zone|lake)$/i];

const nameFieldOf = (fields: readonly string[]): string =>
  nameLike.map(like => fields.find(field => like.test(field))).find(field => field !== undefined) ?? '';

/** Brings zones in from a file: which layer, which field is the name, what they are for. */
export function ZonesDialog({ kind }: { kind: ZoneKind }) {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const [path, setPath] = useState('');
  const [layers, setLayers] = useState<Layer[]>([]);
  const [layerName, setLayerName] = useState('');
  const [nameField, setNameField] = useState('');
  const [zoneKind, setZoneKind] = useState<ZoneKind>(kind);
  const [set, setSet] = useState('');
  const [problems, setProblems] = useState<string[]>([]);
  const [crs, setCrs] = useState('');
  const [swapAxes, setSwapAxes] = useState(false);
  const [busy, setBusy] = useState(false);
  const layer = layers.find(l => l.name === layerName);

  const takeLayer = (next: Layer | undefined) => {
    setLayerName(next?.name ?? '');
    setNameField(nameFieldOf(next?.fields ?? []));
  };
  const look = async (chosen: string) => {
    setPath(chosen);
    setLayers([]);
    setProblems([]);
    setCrs('');
    setSwapAxes(false);
    const found = await attempt(() => callHost('zones.layers', { path: chosen }));
    if (!found) return;
    setLayers(found.layers);
    takeLayer(found.layers[0]);
    setSet(
      chosen
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.[^.]+$/, '')
        .slice(0, 80) ?? '',
    );
  };
  const choose = async () => {
    const paths = await pickPaths('zones');
    if (paths) await look(paths[0]);
  };
  const run = async () => {
    setBusy(true);
    const input = {
      path,
      layer: layer?.name,
      nameField: nameField || undefined,
      crs: crs === '' ? undefined : Number(crs),
      swapAxes: swapAxes || undefined,
      set: set.trim(),
      kind: zoneKind,
    };
    const made = await attempt(() => importZones(input));
    setBusy(false);
    if (!made) return;
    showNotice('done', 'zones.imported', { count: made.zones.length });
    if (made.problems.length === 0) close();
    else setProblems(made.problems.map(problem => `${problem.zone}: ${problem.message}`));
  };

  return (
    <Dialog
      title={t('zones.import')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.close')}</Button>
          <Button
            look="primary"
            disabled={!layer || set.trim() === '' || busy || problems.length > 0}
            onClick={() => void run()}
          >
            {t('zones.run-import')}
          </Button>
        </>
      }
    >
      <Field label={t('zones.file')} hint={t('zones.file-hint')}>
        <div className="joined">
          <input
            className="input"
            aria-label={t('zones.file')}
            value={path}
            spellCheck={false}
            placeholder={t('picker.type-path')}
            onChange={event => setPath(event.target.value)}
            onKeyDown={event => event.key === 'Enter' && path && void look(path)}
          />
          <Button icon={<FolderOpen size={14} />} onClick={() => void choose()}>
            {t('picker.choose')}
          </Button>
        </div>
      </Field>
      {layer && (
        <>
          <Field label={t('zones.layer')} hint={layer.crs ?? t('zones.no-crs')}>
            <select
              className="input"
              value={layerName}
              onChange={event => takeLayer(layers.find(l => l.name === event.target.value))}
            >
              {layers.map(l => (
                <option key={l.name} value={l.name}>
                  {l.name} ({t('zones.features', { count: l.features })})
                </option>
              ))}
            </select>
          </Field>
          <Field
            label={t('zones.name-field')}
            hint={layer.encoding ? t('zones.encoding', { encoding: layer.encoding }) : undefined}
          >
            <select className="input" value={nameField} onChange={event => setNameField(event.target.value)}>
              <option value="">{t('zones.number-them')}</option>
              {layer.fields.map(field => (
                <option key={field} value={field}>
                  {field}
                </option>
              ))}
            </select>
          </Field>
          <TextField
            label={t('zones.crs')}
            hint={t('zones.crs-hint')}
            value={crs}
            maxLength={6}
            onChange={text => setCrs(text.replace(/\D/g, ''))}
          />
          <label className="check">
            <input type="checkbox" checked={swapAxes} onChange={event => setSwapAxes(event.target.checked)} />
            {t('zones.swap-axes')}
          </label>
          <TextField label={t('zones.set')} value={set} maxLength={80} onChange={setSet} />
          <Segmented
            label={t('zones.kind')}
            value={zoneKind}
            choices={zoneKinds.map(value => ({
              value,
              label: t(`zones.kind-${value}`),
            }))}
            onChange={setZoneKind}
          />
        </>
      )}
      <Warnings lines={problems} />
    </Dialog>
  );
}
