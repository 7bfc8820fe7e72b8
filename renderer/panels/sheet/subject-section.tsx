import { useEffect } from 'react';
import type { MapSubject } from '#core/contract/map-calls.ts';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '../../state/bloom.ts';
import { useEcology } from '../../state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { useScenes } from '../../state/scenes.ts';
import { useSeries } from '../../state/series.ts';
import { useSession } from '../../state/session.ts';
import { useSheet } from '../../state/sheet.ts';

/** Besides assessments: what else a map can be made of. */
export function SubjectSection() {
  const { t } = useWords();
  const heads = useSeries(s => s.heads);
  const saved = useEcology(s => s.saved);
  const sites = useSession(s => s.workspace?.counts.sites ?? 0);
  const sceneId = useScenes(s => s.activeId);
  const zoneIds = useBloom(s => s.zoneIds);
  const { other, chooseOther } = useSheet();
  useEffect(() => {
    void attempt(() => useEcology.getState().load());
  }, []);
  const states = saved.filter(s => s.kind === 'state');
  const rows: { subject: Exclude<MapSubject, { of: 'assessment' }>; name: string; about: string }[] = [
    ...heads.map(h => ({
      subject: { of: 'series' as const, id: h.id },
      name: h.name,
      about: `${t('maps.series')} · ${t('maps.scenes', { n: h.scenes })}`,
    })),
    ...states.map(s => ({
      subject: { of: 'state' as const, id: s.id },
      name: s.name,
      about: `${t('maps.state')} · ${shortTime(s.created)}`,
    })),
    ...(sites > 0
      ? [
          {
            subject: {
              of: 'sites' as const,
              ...(sceneId === null ? {} : { sceneId }),
              ...(zoneIds.size > 0 ? { zoneIds: [...zoneIds] } : {}),
            },
            name: t('maps.sites'),
            about: t('maps.sites-about', { n: sites }),
          },
        ]
      : []),
  ];
  if (rows.length === 0) return null;
  const same = (subject: MapSubject) =>
    other?.of === subject.of && (other.of === 'sites' || subject.of === 'sites' || other.id === subject.id);
  return (
    <Section title={t('maps.others')}>
      <ul className="list list-short" aria-label={t('maps.others')}>
        {rows.map(({ subject, name, about }) => (
          <li
            key={`${subject.of}-${subject.of === 'sites' ? '' : subject.id}`}
            className={same(subject) ? 'row is-active' : 'row'}
          >
            <button
              type="button"
              className="row-main"
              aria-current={same(subject)}
              onClick={() => chooseOther(subject)}
            >
              <span className="clip">{name}</span>
              <small>{about}</small>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
