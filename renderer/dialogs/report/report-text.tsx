import type { ReportView, ReportViewBlock } from '#core/contract/report-calls.ts';
import { useWords } from '../../language/use-words.ts';
import { ReportParagraphField } from './report-paragraph.tsx';

/** The report as it will be printed, to be read. */
export function ReportText({ view }: { view: ReportView }) {
  const { t } = useWords();
  return (
    <article className="report-text" data-testid="report-text">
      <h1>{view.title}</h1>
      <p className="report-subtitle">{view.subtitle}</p>
      {view.simulated && <p className="report-simulated">{t('report.simulated')}</p>}
      {view.blocks.map((block, i) => (
        <Block key={block.kind === 'paragraph' ? block.id : i} block={block} />
      ))}
    </article>
  );
}

function Block({ block }: { block: ReportViewBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return <ReportParagraphField block={block} />;
    case 'table':
      return (
        <div className="report-table">
          <table className="table">
            <caption>{block.caption}</caption>
            <thead>
              <tr>
                {block.columns.map((column, i) => (
                  <th key={i} className={column.number ? 'number' : undefined}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, r) => (
                <tr key={r}>
                  {row.map((cell, i) => (
                    <td key={i} className={block.columns[i].number ? 'number' : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {block.note && <p className="hint">{block.note}</p>}
        </div>
      );
    case 'figure':
      return (
        <figure>
          <img src={`data:image/png;base64,${block.png}`} alt={block.caption} />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'signature':
      return null;
  }
}
