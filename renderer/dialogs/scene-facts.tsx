import { extentOf, pixelSize } from '#core/grid/grid.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { Chip } from '../controls/chip.tsx';
import { shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';

/** Grid, reference system, sensor and time. */
export function SceneFacts({ scene }: { scene: CatalogueScene }) {
  const { t, say } = useWords();
  const { grid } = scene;
  const [pixelX, pixelY] = pixelSize(grid.affine);
  const unit = grid.crs?.kind === 'geographic' ? '°' : grid.crs ? 'm' : '';
  const digits = grid.crs?.kind === 'geographic' ? 6 : 1;
  const size = (n: number) => Number(n.toPrecision(9)).toString();
  const facts = [
    ['sensor', scene.sensorName ? say(scene.sensorName) : (scene.sensor ?? t('scene.unknown'))],
    [
      'acquired',
      !scene.acquired
        ? t('scene.unknown')
        : scene.acquired.length > 10
          ? `${shortTime(scene.acquired)} (${t('scene.beijing')})`
          : scene.acquired,
    ],
    ['size', `${grid.width} × ${grid.height}`],
    ['pixel', `${size(pixelX)} × ${size(pixelY)} ${unit}`],
    [
      'crs',
      grid.crs ? `${grid.crs.name}${grid.crs.epsg ? ` · EPSG:${grid.crs.epsg}` : ''}` : t('status.no-crs'),
    ],
    [
      'extent',
      extentOf(grid)
        .map(value => value.toFixed(digits))
        .join(', '),
    ],
    ['affine', grid.affine.map(size).join(', ')],
    [
      'clouds',
      scene.classification
        ? `${scene.classification.kind} (b${scene.classification.band})`
        : t('scene.no-clouds'),
    ],
  ] as const;
  return (
    <section className="block">
      <h3>{t('scene.grid')}</h3>
      <dl className="facts-grid">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`scene.fact.${name}`)}</dt>
            <dd>
              {value}{' '}
              {name === 'sensor' && scene.sensorEvidence === 'to-confirm' && (
                <Chip look="warning">{t('evidence.to-confirm')}</Chip>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
