import type { CatalogueScene } from '#core/scene/scene.ts';
import { labelledTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';

/** What the program believes about a scene, and why. */
export function SceneBeliefs({ scene }: { scene: CatalogueScene }) {
  const { t, say, said } = useWords();
  const { beliefs, sensorName } = scene;
  if (beliefs.length === 0) return null;
  return (
    <section className="block">
      <h3>{t('scene.beliefs')}</h3>
      <table className="table">
        <thead>
          <tr>
            <th>{t('scene.belief-what')}</th>
            <th>{t('scene.belief-value')}</th>
            <th>{t('scene.belief-why')}</th>
          </tr>
        </thead>
        <tbody>
          {beliefs.map((belief, i) => (
            <tr key={i}>
              <td>{t(`belief.${belief.what}`)}</td>
              <td className="wrap">
                {belief.what === 'sensor' && sensorName
                  ? say(sensorName)
                  : belief.what === 'acquired'
                    ? labelledTime(belief.value)
                    : said(belief.value)}
              </td>
              <td className="wrap muted">{said(belief.why)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
