import { Brush, Pentagon, Redo2, Trash2, Undo2, Waypoints } from 'lucide-react';
import { correctionActions, excludeReasons } from '#core/mask/correction.ts';
import type { ListedCorrection } from '#core/contract/mask-calls.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import {
  changeCorrection,
  correctionTools,
  removeCorrections,
  useCorrections,
} from '#renderer/panels/bloom/state/corrections.ts';
import { focusOn } from '../../state/focus.ts';
import { useHistory } from '../../state/history.ts';
import { attempt } from '../../state/notices.ts';
import { correctionColor } from '../../state/palettes.ts';
import { useWritable } from '../../state/session.ts';

const none: ListedCorrection[] = [];
const icons = { brush: Brush, polygon: Pentagon, connected: Waypoints };

/** What a person decides about pixels: tools, and the decisions of this scene. */
export function CorrectionSection({ scene }: { scene: CatalogueScene }) {
  const { t } = useWords();
  const writable = useWritable();
  const { tool, action, reason, note, radiusM, busy, set, start } = useCorrections();
  const corrections = useCorrections(s => (s.sceneId === scene.id ? s.corrections : none));
  const used = useBloom(s => s.mask.corrections !== false);
  const setMask = useBloom(s => s.setMask);
  const canDraw = writable && scene.grid.crs !== null && note.trim() !== '' && !busy;
  const hasThreshold = useBloom(s => s.threshold !== null && s.indexId !== null);
  return (
    <Section
      title={t('correction.title')}
      actions={
        <>
          <Step direction="undo" />
          <Step direction="redo" />
        </>
      }
    >
      <div className="pair">
        <Field label={t('correction.action')}>
          <select
            className="input"
            value={action === 'exclude' ? `exclude:${reason}` : action}
            onChange={event => set(kindOf(event.target.value))}
          >
            <Kinds />
          </select>
        </Field>
        <TextField
          label={t('correction.note')}
          value={note}
          maxLength={400}
          placeholder={t('correction.note-hint')}
          onChange={text => set({ note: text })}
        />
      </div>
      <div className="mask-option" role="toolbar" aria-label={t('correction.tools')}>
        <span className="mask-value">
          {correctionTools.map(id => {
            const Icon = icons[id];
            const possible = canDraw && (id !== 'connected' || hasThreshold);
            return (
              <IconButton
                key={id}
                label={t(`correction.tool-${id}`)}
                aria-pressed={tool === id}
                disabled={!possible && tool !== id}
                onClick={() => start(id)}
              >
                <Icon size={15} />
              </IconButton>
            );
          })}
        </span>
        {tool === 'brush' && (
          <span className="mask-value">
            <small>{t('correction.radius')}</small>
            <NumberField
              label={t('correction.radius-m')}
              value={radiusM}
              min={0.1}
              max={20000}
              onChange={value => value && set({ radiusM: value })}
            />
            <small>m</small>
          </span>
        )}
      </div>
      <p className="hint">
        {note.trim() === ''
          ? t('correction.need-note')
          : tool
            ? t(`correction.hint-${tool}`)
            : t('correction.choose-tool')}
      </p>
      {corrections.length > 0 && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={used}
              onChange={event => setMask({ corrections: event.target.checked ? undefined : false })}
            />
            <span>{t('correction.use', { count: corrections.length })}</span>
          </label>
          <ul className="list list-short" aria-label={t('correction.list')}>
            {corrections.toReversed().map(correction => (
              <Row key={correction.id} correction={correction} writable={writable} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Kinds() {
  const { t } = useWords();
  return (
    <>
      {correctionActions
        .filter(action => action !== 'exclude')
        .map(action => (
          <option key={action} value={action}>
            {t(`correction.action-${action}`)}
          </option>
        ))}
      <optgroup label={t('correction.action-exclude')}>
        {excludeReasons.map(reason => (
          <option key={reason} value={`exclude:${reason}`}>
            {t(`reason.${reason}`)}
          </option>
        ))}
      </optgroup>
    </>
  );
}

/** `exclude:cloud` or `bloom` as action and reason. */
function kindOf(
  value: string,
): Pick<ListedCorrection, 'action'> & { reason?: (typeof excludeReasons)[number] } {
  const [action, reason] = value.split(':');
  return {
    action: correctionActions.find(a => a === action)!,
    ...(reason ? { reason: excludeReasons.find(r => r === reason) } : {}),
  };
}

function Row({ correction, writable }: { correction: ListedCorrection; writable: boolean }) {
  const { t } = useWords();
  const chosen = useCorrections(s => s.chosenId === correction.id);
  const set = useCorrections(s => s.set);
  const { id, action, reason, note, author, time, areaM2, geometry } = correction;
  const value = action === 'exclude' ? `exclude:${reason}` : action;
  return (
    <li className={chosen ? 'row is-active' : 'row'}>
      <button
        type="button"
        className="row-main"
        aria-pressed={chosen}
        onClick={() => {
          set({ chosenId: chosen ? null : id });
          if (!chosen) focusOn({ kind: 'shape', geometry });
        }}
      >
        <span>
          <i className="swatch" style={{ background: correctionColor(correction) }} aria-hidden />
          {reason ? t(`reason.${reason}`) : t(`correction.action-${action}`)} · {smallArea(areaM2)}
        </span>
        <small>
          {note} · {author} {shortTime(time)}
        </small>
      </button>
      {chosen && (
        <select
          className="input row-select"
          aria-label={t('correction.reclassify')}
          disabled={!writable}
          value={value}
          onChange={event => void changeCorrection({ correctionId: id, note, ...kindOf(event.target.value) })}
        >
          <Kinds />
        </select>
      )}
      <IconButton
        label={t('correction.remove')}
        disabled={!writable}
        onClick={() => void removeCorrections([id])}
      >
        <Trash2 size={13} />
      </IconButton>
    </li>
  );
}

function Step({ direction }: { direction: 'undo' | 'redo' }) {
  const { t, named } = useWords();
  const writable = useWritable();
  const step = useHistory(s => s[direction]);
  const Icon = direction === 'undo' ? Undo2 : Redo2;
  return (
    <IconButton
      label={
        step
          ? t(`plots.${direction}-step`, { step: named(`plots.step-${step}`, step) })
          : t(`plots.${direction}`)
      }
      disabled={!writable || !step}
      onClick={() =>
        void attempt(async () => {
          await useHistory.getState().step(direction);
        })
      }
    >
      <Icon size={14} />
    </IconButton>
  );
}
