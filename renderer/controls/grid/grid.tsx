import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../../language/use-words.ts';
import { useRowsInSight } from '../rows-in-sight.ts';
import { dash, fixed } from '../../language/numbers.ts';
import {
  arranged,
  blockOfText,
  sumsOf,
  textOf,
  textOfBlock,
  type GridCell,
  type GridColumn,
  type GridRow,
  type Span,
} from './cells.ts';

const rowHeight = 26;

/** What was changed: new texts of cells by row, null for one that is new. */
export interface GridChange {
  id: number | null;
  cells: Record<string, string>;
}

/**
 * A table to work in: sorted, searched, selected, typed into, filled down, pasted into; below its last row lies an
 * empty one for new rows. Only rows in sight are made. `change` gets all of one gesture; `tools` are what else can be
 * done with the rows that are selected.
 */
export function Grid({
  label,
  columns,
  rows,
  change,
  tools,
}: {
  label: string;
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  /** Left out: the table is only read. */
  change?: (changes: GridChange[]) => Promise<unknown>;
  tools?: (selected: readonly GridRow[]) => ReactNode;
}) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<{ key: string; down: boolean } | null>(null);
  const [anchor, setAnchor] = useState({ row: 0, column: 0 });
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);
  const found = useMemo(() => arranged(rows, words, sort), [rows, words, sort]);
  const seen = useMemo<GridRow[]>(
    () => (change ? [...found, { id: null, cells: {} }] : found),
    [found, change],
  );
  const { place, first, last } = useRowsInSight(rowHeight, seen.length);
  const span: Span = {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.min(Math.max(anchor.row, focus.row), seen.length - 1),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };

  const goTo = (row: number, column: number, extend = false) => {
    const to = {
      row: Math.max(0, Math.min(seen.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    setFocus(to);
    if (!extend) setAnchor(to);
    const element = place.current;
    if (!element) return;
    const [top, bottom] = [to.row * rowHeight, (to.row + 2) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  };
  const selected = (): string[][] =>
    seen
      .slice(span.top, span.bottom + 1)
      .map(({ cells }) => columns.slice(span.left, span.right + 1).map(({ key }) => textOf(cells[key])));
  /** Writes a block from the top left of the selection on; rows beyond the last are new. */
  const write = async (block: readonly (readonly string[])[], top = span.top, left = span.left) => {
    const changes = block.map((line, i): GridChange => {
      const row = seen[top + i];
      const cells = line.flatMap((text, j): [string, string][] => {
        const column = columns[left + j];
        if (!column || column.readOnly || text === textOf(row?.cells[column.key])) return [];
        return [[column.key, text]];
      });
      return { id: row?.id ?? null, cells: Object.fromEntries(cells) };
    });
    const real = changes.filter(({ cells }) => Object.keys(cells).length > 0);
    if (real.length > 0) await change?.(real);
    place.current?.focus();
  };
  const fill = (text: (column: number) => string, from = span.top) =>
    write(
      Array.from({ length: span.bottom - from + 1 }, () =>
        Array.from({ length: span.right - span.left + 1 }, (_, j) => text(span.left + j)),
      ),
      from,
    );
  const fillDown = () => fill(column => textOf(seen[span.top].cells[columns[column].key]), span.top + 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const isCommand = event.ctrlKey || event.metaKey;
    if (step) {
      // With Ctrl to the end, as in every spreadsheet.
      const far = isCommand ? found.length : 1;
      const row = focus.row + step[0] * far;
      goTo(
        isCommand && step[0] > 0 ? found.length - 1 : row,
        focus.column + step[1] * (isCommand ? columns.length : 1),
        event.shiftKey,
      );
    } else if (isCommand && event.key.toLowerCase() === 'd') void fillDown();
    else if (isCommand && event.key.toLowerCase() === 'a') {
      setAnchor({ row: 0, column: 0 });
      setFocus({ row: found.length - 1, column: columns.length - 1 });
    } else if (event.key === 'Delete') void fill(() => '');
    else if (event.key === 'Enter' || event.key === 'F2')
      edit(textOf(seen[focus.row]?.cells[columns[focus.column].key]));
    else if (event.key.length === 1 && !isCommand && !event.altKey) edit(event.key);
    else return;
    event.preventDefault();
  };
  const edit = (text: string) => {
    if (change && !columns[focus.column].readOnly) setEditing(text);
  };
  const finish = (text: string, next: boolean) => {
    setEditing(null);
    const { row, column } = focus;
    void write([[text]], row, column);
    if (next) goTo(row + 1, column);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null || !change) return;
    event.preventDefault();
    const block = blockOfText(event.clipboardData.getData('text/plain'));
    // One cell goes into every cell that is selected.
    if (block.length === 1 && block[0].length === 1) void fill(() => block[0][0]);
    else void write(block);
  };

  const sums = sumsOf(
    seen
      .slice(span.top, span.bottom + 1)
      .flatMap(({ cells }) => columns.slice(span.left, span.right + 1).map(({ key }) => cells[key])),
  );
  const template = columns.map(({ numeric }) => (numeric ? '96px' : '128px')).join(' ');
  return (
    <div className="grid">
      <div className="grid-bar">
        <input
          className="input"
          type="search"
          aria-label={t('grid.search')}
          placeholder={t('grid.search')}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        {change && (
          <button
            type="button"
            className="button"
            disabled={span.bottom === span.top}
            title="Ctrl+D"
            onClick={() => void fillDown()}
          >
            {t('grid.fill-down')}
          </button>
        )}
        {tools?.(seen.slice(span.top, span.bottom + 1).filter(row => row.id !== null))}
        <span role="status" data-testid="grid-sums">
          {t('grid.rows', { count: found.length })}
          {sums &&
            ` · ${t('grid.sums', { count: sums.count, sum: fixed(sums.sum, 4), mean: fixed(sums.mean, 4) })}`}
        </span>
      </div>
      <div
        ref={place}
        className="grid-body"
        role="grid"
        aria-label={label}
        aria-rowcount={seen.length + 1}
        aria-multiselectable
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCopy={event => {
          if (editing !== null) return;
          event.preventDefault();
          event.clipboardData.setData('text/plain', textOfBlock(selected()));
        }}
      >
        <div className="grid-row grid-head" role="row" style={{ gridTemplateColumns: template }}>
          {columns.map(({ key, label: name }) => (
            <button
              type="button"
              key={key}
              role="columnheader"
              aria-sort={sort?.key === key ? (sort.down ? 'descending' : 'ascending') : 'none'}
              onClick={() =>
                setSort(sort?.key === key ? (sort.down ? null : { key, down: true }) : { key, down: false })
              }
            >
              <span className="clip">{name}</span>
              {sort?.key === key && (sort.down ? <ArrowDown size={11} /> : <ArrowUp size={11} />)}
            </button>
          ))}
        </div>
        <div role="rowgroup" style={{ height: seen.length * rowHeight }} className="grid-rows">
          {seen.slice(first, last).map((row, i) => {
            const r = first + i;
            return (
              <div
                key={row.id ?? 'new'}
                role="row"
                aria-rowindex={r + 2}
                className="grid-row"
                style={{ gridTemplateColumns: template, top: r * rowHeight, height: rowHeight }}
              >
                {columns.map(({ key, numeric, choices }, c) => {
                  const inside = r >= span.top && r <= span.bottom && c >= span.left && c <= span.right;
                  const isFocus = r === focus.row && c === focus.column;
                  if (isFocus && editing !== null)
                    return (
                      <CellInput
                        key={key}
                        label={columns[c].label}
                        start={editing}
                        choices={choices}
                        finish={finish}
                        cancel={() => {
                          setEditing(null);
                          place.current?.focus();
                        }}
                      />
                    );
                  return (
                    <div
                      key={key}
                      role="gridcell"
                      aria-selected={inside}
                      className={`clip${numeric ? ' number' : ''}${isFocus ? ' is-focus' : ''}`}
                      onMouseDown={event => goTo(r, c, event.shiftKey)}
                      onMouseEnter={event => event.buttons === 1 && setFocus({ row: r, column: c })}
                      onDoubleClick={() => edit(textOf(row.cells[key]))}
                    >
                      {inSight(row.cells[key]) || (row.id === null && c === 0 ? t('grid.new-row') : dash)}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Seven decimals of a degree are a centimetre; the cell keeps all of them. */
const inSight = (cell: GridCell | undefined): string =>
  typeof cell === 'number' ? String(Number(cell.toFixed(7))) : textOf(cell);

/** The cell that is typed into; a list of choices is offered where there is one. */
function CellInput({
  label,
  start,
  choices,
  finish,
  cancel,
}: {
  label: string;
  start: string;
  choices?: readonly string[];
  finish: (text: string, next: boolean) => void;
  cancel: () => void;
}) {
  const [text, setText] = useState(start);
  const left = useRef(false);
  const end = (next: boolean) => {
    if (left.current) return;
    left.current = true;
    finish(text, next);
  };
  return (
    <div role="gridcell" className="grid-input">
      <input
        autoFocus
        aria-label={label}
        list={choices ? 'grid-choices' : undefined}
        value={text}
        onChange={event => setText(event.target.value)}
        onBlur={() => end(false)}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Enter') end(true);
          if (event.key !== 'Escape') return;
          event.preventDefault();
          left.current = true;
          cancel();
        }}
      />
      {choices && (
        <datalist id="grid-choices">
          {choices.map(choice => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </div>
  );
}
