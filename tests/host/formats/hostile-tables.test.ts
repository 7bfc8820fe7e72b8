import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { readZip, ZipError } from '#host/formats/archive/read-zip.ts';
import { openWorkbook } from '#host/formats/tables/open-workbook.ts';
import { readFieldFile } from '#host/formats/tables/read-field-tables.ts';
import { asText, asWritten } from '#host/formats/tables/table.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-hostile-'));

function workbook(change: (sheet: XLSX.WorkSheet) => void): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['点位', '总磷(mg/L)'],
    ['S1', 0.18],
    ['S2', 0.05],
  ]);
  change(sheet);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 's');
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}

/** Its sheet as another program might write it. */
function edited(change: (xml: string) => string): Uint8Array {
  const parts = Object.fromEntries(
    readZip(
      workbook(() => undefined),
      100,
    ).map(e => [e.name, new Uint8Array(e.read())]),
  );
  const name = 'xl/worksheets/sheet1.xml';
  parts[name] = strToU8(change(new TextDecoder().decode(parts[name])));
  return zipSync(parts);
}

const problemOf = (work: () => unknown): BloomlineError => {
  try {
    work();
  } catch (error) {
    if (error instanceof BloomlineError) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('a zip', () => {
  it('is read as fflate wrote it, and each changed byte of a part is damage', () => {
    const files = { 'a.xml': strToU8('<a>1234567890</a>'.repeat(50)), '样/b.csv': strToU8('x,y\n1,2\n') };
    const zip = zipSync(files);
    expect(Object.fromEntries(readZip(zip, 10).map(e => [e.name, new Uint8Array(e.read())]))).toEqual(files);
    const [entry] = readZip(zip, 10);
    expect(entry.name).toBe('a.xml');
    const from = 30 + 'a.xml'.length;
    let found = 0;
    for (let at = from; at < from + 20; at++) {
      const changed = zip.slice();
      changed[at] ^= 0x55;
      try {
        // A few bits say nothing: then what is read is what was written.
        expect(new Uint8Array(readZip(changed, 10)[0].read())).toEqual(files['a.xml']);
      } catch (error) {
        expect(error).toBeInstanceOf(ZipError);
        found++;
      }
    }
    expect(found).toBeGreaterThan(15);
  });

  it('never unpacks more than an entry declares, nor reads outside', () => {
    const zip = zipSync({ a: new Uint8Array(100_000) });
    const view = new DataView(zip.buffer);
    const central = zip.length - 22 - 47;
    view.setUint32(central + 24, 10, true);
    expect(() => readZip(zip, 10)[0].read()).toThrow(ZipError);
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(255), (at, byte) => {
        const changed = zip.slice();
        changed[at] = byte;
        try {
          for (const entry of readZip(changed, 10)) entry.read();
        } catch (error) {
          expect(error).toBeInstanceOf(ZipError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.skipIf(!existsSync('/usr/bin/python3'))(
    'agrees with Python’s zipfile about names, sizes and contents',
    () => {
      const path = join(folder, 'python.zip');
      execFileSync('/usr/bin/python3', [
        '-c',
        `import zipfile,sys
z=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)
z.writestr('湖泊/点.csv','点,值\\n1,2\\n'); z.writestr('plain.txt',b'abc'*1000); z.comment=b'a comment'; z.close()`,
        path,
      ]);
      const entries = readZip(readFileSync(path), 10);
      expect(entries.map(e => [e.name, e.bytes])).toEqual([
        ['湖泊/点.csv', 12],
        ['plain.txt', 3000],
      ]);
      expect(new TextDecoder().decode(entries[0].read())).toBe('点,值\n1,2\n');
    },
  );
});

describe('a workbook', () => {
  it('follows what is filled, not how far away a cell lies', () => {
    const far = edited(xml =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'),
    );
    const [sheet] = openWorkbook('far.xlsx', far);
    expect(sheet.lines).toEqual([
      ['点位', '总磷(mg/L)'],
      ['S1', 0.18],
      ['S2', 0.05],
    ]);
    expect(sheet.left).toHaveLength(1);
    const right = edited(xml => {
      let row = 0;
      return xml.replaceAll('</row>', () => `<c r="XFD${++row}"><v>1</v></c></row>`);
    });
    expect(openWorkbook('right.xlsx', right)[0].lines[0]).toHaveLength(2);
    expect(openWorkbook('right.xlsx', right)[0].left).toHaveLength(1);
  });

  it('spreads twenty thousand equal merges once', () => {
    const merges = workbook(sheet => {
      sheet['!merges'] = Array.from({ length: 20_000 }, () => XLSX.utils.decode_range('A2:A3'));
    });
    expect(openWorkbook('m.xlsx', merges)[0].lines).toEqual([
      ['点位', '总磷(mg/L)'],
      ['S1', 0.18],
      ['S2', 0.05],
    ]);
  });

  it('whose bytes were changed is damaged, in words', () => {
    const good = workbook(() => undefined);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const changed = good.slice();
        changed[at] = byte;
        try {
          openWorkbook('x.xlsx', changed);
        } catch (error) {
          expect(error).toBeInstanceOf(BloomlineError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('with a cell of an unknown type is damaged', () => {
    const odd = edited(xml => xml.replace(/ t="\w+"/, ' t="ieStr"'));
    expect(problemOf(() => openWorkbook('x.xlsx', odd)).code).toBe('zones-unreadable');
  });
});

describe('other tables', () => {
  it('with thirty thousand columns, a pipe, or elements without end are refused in words', async () => {
    const wide = join(folder, 'wide.csv');
    writeFileSync(wide, `${Array.from({ length: 30_000 }, (_, i) => `c${i}`).join(',')}\n`);
    await expect(readFieldFile(wide)).rejects.toMatchObject({ code: 'zones-unreadable' });
    const deep = join(folder, 'deep.gpx');
    writeFileSync(deep, `<gpx>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</gpx>`);
    await expect(readFieldFile(deep)).rejects.toMatchObject({ code: 'zones-unreadable' });
    const nested = join(folder, 'deep.geojson');
    writeFileSync(
      nested,
      `{"type":"FeatureCollection","features":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    );
    // Its only feature is none: told, and no overflow of the stack.
    await readFieldFile(nested).catch((error: unknown) => expect(error).toBeInstanceOf(BloomlineError));
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(readFieldFile(pipe)).rejects.toMatchObject({ code: 'zones-unreadable' });
  });
});

describe('text that a spreadsheet could run', () => {
  it('never begins like a formula, and comes back as it was', async () => {
    const dangerous = ['=1+1', '+cmd|x', '-1+2', '@SUM(A1)', '\t=1', ' =1', '＝1', "'=1", "''x", "'n Huis"];
    for (const text of dangerous) {
      if (!text.startsWith("'")) expect(asText(text)).toBe(`'${text}`);
      expect(asWritten(asText(text))).toBe(text);
    }
    expect(asText('-0.5')).toBe('-0.5');
    fc.assert(fc.property(fc.string(), text => asWritten(asText(text)) === text));
    const rows = dangerous.map(text => ({ note: text, n: -1.5 }));
    const table = {
      columns: [
        { key: 'note', label: 'note' },
        { key: 'n', label: 'n' },
      ],
      rows,
    };
    const csv = join(folder, 'out.csv');
    await writeCsv(csv, table);
    for (const line of readFileSync(csv, 'utf8').split('\r\n').slice(1, -1))
      expect(line).toMatch(/^"?['](?!$)/);
    const read = await readFieldFile(csv);
    // Blanks around a cell are not its text.
    expect(read.tables[0].rows.map(r => r[0])).toEqual(dangerous.map(t => t.trim()));
    const xlsx = join(folder, 'out.xlsx');
    await writeXlsx(xlsx, [{ name: 's', table }]);
    const sheet = XLSX.read(readFileSync(xlsx)).Sheets['s'];
    expect(sheet['A2']).toMatchObject({ t: 's', v: '=1+1' });
    expect(sheet['A2'].f).toBeUndefined();
  });
});
