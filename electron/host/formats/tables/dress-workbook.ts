import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { escapeXml } from '#host/formats/text/escape-xml.ts';

/** How a sheet looks and prints beyond what the library writes; columns count from 0. */
export interface SheetDress {
  columns: number;
  /** Rows with the heading. */
  rows: number;
  /** What cells of a column may hold; Excel and WPS offer them. */
  lists: { column: number; choices: readonly string[] }[];
  /** Of the widths of all columns together, in characters. */
  width: number;
}

const headerFont =
  '<font><b/><sz val="12"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>';
const headerFill =
  '<fill><patternFill patternType="solid"><fgColor rgb="FFDCE9EC"/><bgColor indexed="64"/></patternFill></fill>';
const headerBorder =
  '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border>';

/** Wider sheets than this, in characters, print across the page. */
const widestUpright = 90;
/** What Excel allows between the quotes of a list. */
const longestList = 255;

/**
 * Adds to a finished workbook what its library cannot write: a heading that is bold on a tint and stays when one
 * scrolls,
 * lists of choices, and pages as wide as the sheet with the heading and a number on each. Sheets come in the order of
 * `dresses`.
 */
export function dressWorkbook(bytes: Uint8Array, dresses: readonly SheetDress[]): Uint8Array {
  const parts = unzipSync(bytes);
  const edit = (name: string, change: (xml: string) => string) => {
    parts[name] = strToU8(change(strFromU8(parts[name])));
  };
  let header = 0;
  edit('xl/styles.xml', xml => {
    const [font, fonts] = appended(xml, 'fonts', headerFont);
    const [fill, fills] = appended(fonts, 'fills', headerFill);
    const [border, borders] = appended(fills, 'borders', headerBorder);
    const style =
      `<xf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyFont="1" ` +
      `applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`;
    const [at, styles] = appended(borders, 'cellXfs', style);
    header = at;
    return styles;
  });
  dresses.forEach((dress, i) => {
    edit(`xl/worksheets/sheet${i + 1}.xml`, xml => dressed(xml, dress, header));
  });
  return zipSync(parts, { level: 6 });
}

/** One more element in a counted list of the styles, with its number. */
function appended(xml: string, list: string, element: string): [number, string] {
  let at = 0;
  const text = xml.replace(
    new RegExp(`<${list} count="(\\d+)">([\\s\\S]*?)</${list}>`),
    (_, count: string, inner: string) => {
      at = Number(count);
      return `<${list} count="${at + 1}">${inner}${element}</${list}>`;
    },
  );
  return [at, text];
}

function dressed(xml: string, { columns, rows, lists, width }: SheetDress, header: number): string {
  if (columns === 0) return xml;
  const pane =
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" ' +
    'state="frozen"/><selection pane="bottomLeft"/></sheetView>';
  const orientation = width > widestUpright ? 'landscape' : 'portrait';
  const page =
    `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" ` +
    `fitToHeight="0"/><headerFooter><oddHeader>&amp;L&amp;A</oddHeader><oddFooter>&amp;C&amp;P / ` +
    `&amp;N</oddFooter></headerFooter>`;
  return xml
    .replace('<dimension', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension')
    .replace('<sheetView workbookViewId="0"/>', pane)
    .replace(/<row r="1"[^>]*>.*?<\/row>/s, row => row.replaceAll('<c ', `<c s="${header}" `))
    .replace(/(<pageMargins[^>]*\/>)/, `${validations(lists, rows)}$1${page}`);
}

function validations(lists: SheetDress['lists'], rows: number): string {
  const usable = lists
    .map(({ column, choices }) => ({ column, list: choices.join(',') }))
    .filter(({ list }, i) => list.length <= longestList && !lists[i].choices.some(c => c.includes(',')));
  if (usable.length === 0 || rows < 2) return '';
  const each = usable.map(({ column, list }) => {
    const name = columnName(column);
    const formula = escapeXml(`"${list.replaceAll('"', '""')}"`);
    return (
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="warning" ` +
      `sqref="${name}2:${name}${rows}"><formula1>${formula}</formula1></dataValidation>`
    );
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

/** A … Z, AA …, of a column from 0. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
