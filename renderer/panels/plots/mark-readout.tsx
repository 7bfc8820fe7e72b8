import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';

/** Beside the pointer while something is drawn: side, area and place; and what to do next. */
export function MarkReadout() {
  const { t } = useWords();
  const { tool, makes, readout } = useMarking();
  if (!tool) return null;
  return (
    <>
      <div className="map-hint">
        {t(`plots.hint-${tool === 'square' && makes === 'quadrat' ? 'quadrat' : tool}`)}
      </div>
      {readout && (
        <div className="mark-readout" style={{ left: readout.x + 16, top: readout.y + 14 }} aria-hidden>
          {readout.sideM !== null && <b>{metres(readout.sideM)}</b>}
          {readout.areaM2 !== null && <b>{smallArea(readout.areaM2)}</b>}
          <span>
            {readout.lon.toFixed(6)}°, {readout.lat.toFixed(6)}°
          </span>
        </div>
      )}
    </>
  );
}

const metres = (length: number) =>
  length >= 10_000 ? `${(length / 1000).toFixed(2)} km` : `${length.toFixed(length < 100 ? 2 : 1)} m`;
