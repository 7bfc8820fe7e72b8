import type { CallOutput } from '#core/contract/calls.ts';
import type { SectionResult } from '#core/water/sections.ts';
import type { WaterClass } from '#core/water/water-quality.ts';
import { bodyLabels } from '#core/water/water-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { dash, fixed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { waterClassColors } from '../../state/palettes.ts';

/** A line per section: class, target, what exceeds, and why there is no class. */
export function SectionTable({ found }: { found: CallOutput<'water.classes'> }) {
  const { t } = useWords();
  const heads = [
    'section',
    'water',
    'body',
    'class',
    'target',
    'before',
    'last-year',
    'items',
    'exceeding',
    'remark',
  ] as const;
  return (
    <div className="table-scroll tall">
      <table className="table" data-testid="water-sections">
        <thead>
          <tr>
            {heads.map(key => (
              <th key={key}>{t(`sections.${key}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.sections.map(section => (
            <SectionRow
              key={section.siteId}
              section={section}
              before={found.previousPeriod?.classes[section.siteId] ?? null}
              lastYear={found.lastYear?.classes[section.siteId] ?? null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SectionRow({
  section: { name, water, body, quality, doubts },
  before,
  lastYear,
}: {
  section: SectionResult;
  before: WaterClass | null;
  lastYear: WaterClass | null;
}) {
  const { t, say, said, language } = useWords();
  const parameters = usePlots(s => s.parameters);
  const nameOf = (id: string) => {
    const parameter = parameters.find(p => p.id === id);
    return parameter ? say(parameter.name) : id;
  };
  const list = (parts: readonly string[]) => parts.join(language === 'en' ? ', ' : '、');
  const { target, reached, reason, items, exceeding, missing } = quality;
  const remarks = [
    ...(reason ? [said(reason)] : []),
    ...doubts.map(said),
    ...(quality.class && missing.length > 0
      ? [t('sections.missing', { names: list(missing.map(nameOf)) })]
      : []),
  ];
  const limits = items.map(i => `${nameOf(i.parameter)} ${fixed(i.value, 4)} (${i.limits.join('/')})`);
  return (
    <tr>
      <td>{name}</td>
      <td>{water ?? dash}</td>
      <td>{body.body ? say(bodyLabels[body.body]) : dash}</td>
      <td>
        <ClassMark found={quality.class} />
      </td>
      <td>
        {target
          ? reached === null
            ? target
            : t(reached ? 'sections.met' : 'sections.missed', { class: target })
          : dash}
      </td>
      <td>
        <ClassMark found={before} />
      </td>
      <td>
        <ClassMark found={lastYear} />
      </td>
      <td title={limits.join('\n')}>{items.length}/21</td>
      <td>
        {list(
          exceeding.map(e =>
            e.exceedance === null
              ? nameOf(e.parameter)
              : `${nameOf(e.parameter)} (${fixed(e.exceedance, 2)})`,
          ),
        ) || dash}
      </td>
      <td>
        <small>{remarks.join(language === 'en' ? '; ' : '；') || dash}</small>
      </td>
    </tr>
  );
}

function ClassMark({ found }: { found: WaterClass | null }) {
  if (!found) return <>{dash}</>;
  return (
    <span className="water-class" style={{ background: waterClassColors[found] }}>
      {found}
    </span>
  );
}
