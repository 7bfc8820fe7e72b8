import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  LineRuleType,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IRunOptions,
} from 'docx';
import { numbersOf, type Report, type ReportBlock, type ReportColumn } from '#core/report/report.ts';

/** A figure as a picture and its size on paper. */
export interface FigurePicture {
  png: Buffer;
  widthMm: number;
  heightMm: number;
}

/** Fonts that every Chinese Windows and WPS has; LibreOffice takes its own for what is missing. */
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const headingFont = { ...font, eastAsia: '黑体' };

/** Twentieths of a point. */
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440);
/** A4 with these margins leaves so much, mm. */
const margin = { top: 25, bottom: 22, left: 25, right: 22 };
const textWidthMm = 210 - margin.left - margin.right;
const rule = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const hair = { style: BorderStyle.SINGLE, size: 4, color: '9AA5B1' };
const noRule = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/**
 * The report as a Word document: real headings, captions with sequence fields, tables that repeat their heads, page
 * numbers as fields, pictures at their size on paper.
 */
export async function writeDocx(
  report: Report,
  picture: (block: Extract<ReportBlock, { kind: 'figure' }>) => FigurePicture,
): Promise<Buffer> {
  const zh = report.language === 'zh-CN';
  const numbers = numbersOf(report);
  const document = new Document({
    title: report.title,
    subject: report.subtitle,
    creator: 'Bloomline',
    description: report.credit,
    features: { updateFields: false },
    styles: {
      default: {
        document: {
          run: { font, size: 21 },
          paragraph: { spacing: { line: 340, lineRule: LineRuleType.AUTO } },
        },
        title: {
          run: { font: headingFont, size: 36, bold: true, color: '000000' },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 80 } },
        },
        heading1: {
          run: { font: headingFont, size: 26, bold: true, color: '000000' },
          paragraph: { spacing: { before: 260, after: 120 }, keepNext: true },
        },
      },
      paragraphStyles: [
        {
          id: 'Caption',
          name: 'caption',
          basedOn: 'Normal',
          next: 'Normal',
          quickFormat: true,
          run: { font: headingFont, size: 19 },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 140, after: 60 }, keepNext: true },
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(margin.top),
              bottom: mm(margin.bottom),
              left: mm(margin.left),
              right: mm(margin.right),
            },
          },
        },
        footers: { default: footerOf(report) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(report.title)] }),
          centred(report.subtitle),
          ...(report.simulated
            ? [
                centred(zh ? '模拟数据，不反映真实情况' : 'SIMULATED DATA: it shows nothing real', {
                  color: 'B42318',
                  bold: true,
                }),
              ]
            : []),
          ...report.blocks.flatMap(block => childrenOf(block, report, numbers, picture)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const centred = (text: string, run: IRunOptions = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, ...run })] });

function footerOf({ credit, simulated }: Report): Footer {
  const small = { size: 15, color: '5B6673' } as const;
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ text: `${credit}${simulated ? ' · 模拟数据 SIMULATED DATA' : ''} · `, ...small }),
          new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], ...small }),
        ],
      }),
    ],
  });
}

function childrenOf(
  block: ReportBlock,
  report: Report,
  numbers: ReadonlyMap<ReportBlock, number>,
  picture: (block: Extract<ReportBlock, { kind: 'figure' }>) => FigurePicture,
): (Paragraph | Table)[] {
  const zh = report.language === 'zh-CN';
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(block.text)] })];
    case 'paragraph':
      return [
        new Paragraph({
          indent: zh ? { firstLine: 420 } : undefined,
          spacing: { after: 80 },
          children: [
            ...(block.stale
              ? [
                  new TextRun({
                    text: zh ? '【数字已变化，待核对】' : '[its numbers changed] ',
                    color: 'B42318',
                    bold: true,
                  }),
                ]
              : []),
            new TextRun(block.text),
          ],
        }),
      ];
    case 'table':
      return [
        captionOf('table', block.caption, numbers.get(block)!, zh),
        tableOf(block.columns, block.rows),
        ...(block.note
          ? [
              new Paragraph({
                spacing: { before: 40 },
                children: [new TextRun({ text: block.note, size: 17 })],
              }),
            ]
          : []),
      ];
    case 'figure': {
      const { png, widthMm, heightMm } = picture(block);
      const scale = Math.min(1, textWidthMm / widthMm);
      // docx counts pixels of 96 dpi.
      const px = (millimetres: number) => Math.round(((millimetres * scale) / 25.4) * 96);
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 160, line: 240, lineRule: LineRuleType.AUTO },
          children: [
            new ImageRun({
              type: 'png',
              data: png,
              transformation: { width: px(widthMm), height: px(heightMm) },
              altText: { name: block.caption, title: block.caption, description: block.caption },
            }),
          ],
        }),
        captionOf('figure', block.caption, numbers.get(block)!, zh),
      ];
    }
    case 'signature':
      return [
        new Paragraph({
          spacing: { before: 320 },
          alignment: AlignmentType.RIGHT,
          children: block.rows.map(
            ({ name, value }) => new TextRun(`${name}${zh ? '：' : ': '}${value || '________'}\u3000\u3000`),
          ),
        }),
      ];
  }
}

/** 表 1  …: the number is a sequence field, so that Word renumbers and lists it. */
function captionOf(kind: 'table' | 'figure', text: string, number: number, zh: boolean): Paragraph {
  const word = { table: zh ? '表' : 'Table', figure: zh ? '图' : 'Figure' }[kind];
  return new Paragraph({
    style: 'Caption',
    keepNext: kind === 'table',
    children: [
      new TextRun(`${word} `),
      new SimpleField(`SEQ ${word} \\* ARABIC`, String(number)),
      new TextRun(`  ${text}`),
    ],
  });
}

function tableOf(columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): Table {
  const small = columns.length > 6 ? 15 : 18;
  const cell = (text: string, column: ReportColumn, head: boolean, last: boolean) =>
    new TableCell({
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 30, bottom: 30, left: 60, right: 60 },
      borders: {
        top: head ? rule : noRule,
        bottom: head || last ? rule : hair,
        left: noRule,
        right: noRule,
      },
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : column.number ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: 240 },
          children: [new TextRun({ text, size: small, bold: head })],
        }),
      ],
    });
  return new Table({
    alignment: AlignmentType.CENTER,
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidthMm), type: WidthType.DXA },
    columnWidths: widthsOf(columns, rows).map(share => Math.round(share * mm(textWidthMm))),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(column => cell(column.label, column, true, false)),
      }),
      ...rows.map(
        (row, i) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, n) => cell(text, columns[n], false, i === rows.length - 1)),
          }),
      ),
    ],
  });
}

/** Shares of the width by the longest text of each column, none below half of an equal part. */
function widthsOf(columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): number[] {
  const lengthOf = (text: string) => [...text].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
  const wanted = columns.map((column, n) =>
    Math.min(60, Math.max(6, lengthOf(column.label) / 2, ...rows.map(row => lengthOf(row[n])))),
  );
  const sum = wanted.reduce((a, b) => a + b, 0);
  const least = 0.5 / columns.length;
  const shares = wanted.map(w => Math.max(least, w / sum));
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map(share => share / total);
}
