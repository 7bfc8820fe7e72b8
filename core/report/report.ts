import type { Page } from '#core/page/page.ts';
import type { Language } from '#core/foundation/text.ts';
import type { Chart } from './chart.ts';

/**
 * A report as its writers take it: titles, paragraphs, tables and figures in reading order. Every number in it comes
 * from a result; `id` names a paragraph, so that words that somebody wrote over it find it again.
 */
export interface Report {
  language: Language;
  title: string;
  /** Under the title: period, place, date. */
  subtitle: string;
  /** Printed at every page's foot: software, recipe. */
  credit: string;
  simulated: boolean;
  blocks: ReportBlock[];
}

export type ReportBlock =
  | { kind: 'heading'; text: string }
  | ReportParagraph
  | ReportTable
  | { kind: 'figure'; caption: string; figure: Figure }
  | { kind: 'signature'; rows: { name: string; value: string }[] };

export interface ReportParagraph {
  kind: 'paragraph';
  id: string;
  text: string;
  /** Written by a person over what the numbers say. */
  edited?: boolean;
  /** Its numbers changed after it was written. */
  stale?: boolean;
  /** What the numbers say now, and said when it was written. */
  made?: string;
  from?: string;
}

export type ReportCell = string | number | null;

export interface ReportTable {
  kind: 'table';
  caption: string;
  columns: ReportColumn[];
  /** As they are printed. */
  rows: string[][];
  /** The same as numbers, for workbooks; left out where only the texts are known. */
  cells?: ReportCell[][];
  note?: string;
}

export interface ReportColumn {
  label: string;
  /** Numbers stand to the right. */
  number: boolean;
  decimals?: number;
}

/** Drawn from numbers, or a picture that is there already (a PNG by its place). */
export type Figure = { page: Page } | { chart: Chart } | { file: string; widthPx: number; heightPx: number };

/** Tables and figures are numbered as they come, each from 1. */
export function numbersOf({ blocks }: Pick<Report, 'blocks'>): Map<ReportBlock, number> {
  const counts = { table: 0, figure: 0 };
  const numbers = new Map<ReportBlock, number>();
  for (const block of blocks)
    if (block.kind === 'table' || block.kind === 'figure') numbers.set(block, ++counts[block.kind]);
  return numbers;
}

/** 表 1  …, 图 1  …. */
export function captions(report: Report): Map<ReportBlock, string> {
  const zh = report.language === 'zh-CN';
  const words = { table: zh ? '表' : 'Table', figure: zh ? '图' : 'Figure' };
  return new Map(
    [...numbersOf(report)].flatMap(([block, number]) =>
      block.kind === 'table' || block.kind === 'figure'
        ? [[block, `${words[block.kind]} ${number}  ${block.caption}`] as const]
        : [],
    ),
  );
}

/** What somebody wrote over a paragraph, and what it was made from then. */
export interface WrittenParagraph {
  text: string;
  /** The text of then, as the numbers made it. */
  from: string;
}

/** Puts written paragraphs in their places; one whose numbers say something else now is marked. */
export function withWritten(report: Report, written: Readonly<Record<string, WrittenParagraph>>): Report {
  return {
    ...report,
    blocks: report.blocks.map(block => {
      if (block.kind !== 'paragraph' || !Object.hasOwn(written, block.id)) return block;
      const { text, from } = written[block.id];
      const made = block.text;
      return { ...block, text, edited: true, made, from, ...(from === made ? {} : { stale: true }) };
    }),
  };
}
