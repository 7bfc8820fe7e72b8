import { Layers } from 'lucide-react';
import type { ReviewDetail } from '#core/contract/review-calls.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { correctionColor } from '../../state/palettes.ts';
import { useCorrections } from '#renderer/panels/bloom/state/corrections.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';

/**
 * What the result rests on: the recipe in words, mask reasons, corrections stroke by stroke, plots with their photos.
 */
export function ReviewBasis({ detail }: { detail: ReviewDetail }) {
  const { t, say, said } = useWords();
  const { recipe, corrections, sites, assessment } = detail;
  const showReasons = useReview(s => s.showReasons);
  const set = useReview(s => s.set);
  return (
    <>
      <Section
        title={t('review.recipe')}
        actions={
          assessment.kind === 'bloom' && (
            <Button look="quiet" icon={<Layers size={14} />} onClick={showReasons}>
              {t('review.reasons')}
            </Button>
          )
        }
      >
        <ul className="recipe-words" aria-label={t('review.recipe')}>
          {recipe.map((line, i) => (
            <li key={i}>{said(say(line))}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('review.corrections', { count: corrections.length })}>
        {corrections.length === 0 && <p className="hint">{t('review.no-corrections')}</p>}
        <ul className="list list-short" aria-label={t('review.corrections-list')}>
          {corrections.map((correction, i) => (
            <li key={correction.id} className="row">
              <button
                type="button"
                className="row-main"
                onClick={() => {
                  set({ view: 'map' });
                  useCorrections.getState().set({ chosenId: correction.id });
                  focusOn({ kind: 'shape', geometry: correction.geometry });
                }}
              >
                <span>
                  <i className="swatch" style={{ background: correctionColor(correction) }} aria-hidden />
                  {`${i + 1} · ${
                    correction.reason
                      ? t(`reason.${correction.reason}`)
                      : t(`correction.action-${correction.action}`)
                  }`}
                </span>
                <small>
                  {[correction.note, correction.author, shortTime(correction.time)]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('review.sites', { count: sites.length })}>
        {sites.length === 0 && <p className="hint">{t('review.no-sites')}</p>}
        <ul className="list list-short" aria-label={t('review.sites-list')}>
          {sites.map(site => (
            <li key={site.id} className="row review-site">
              <button
                type="button"
                className="row-main"
                onClick={() => {
                  set({ view: 'map' });
                  focusOn({ kind: 'point', lon: site.lon, lat: site.lat });
                }}
              >
                <span>{site.name}</span>
                <small>
                  {t('review.observations', { count: site.observations, photos: site.photos.length })}
                </small>
              </button>
              {site.photos
                .filter(photo => !photo.missing)
                .slice(0, 4)
                .map(photo => (
                  <a
                    key={photo.id}
                    href={`/photos/${photo.id}`}
                    target="_blank"
                    rel="noreferrer"
                    title={photo.note || photo.name}
                  >
                    <img src={`/photos/${photo.id}`} alt={photo.note || photo.name} loading="lazy" />
                  </a>
                ))}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
