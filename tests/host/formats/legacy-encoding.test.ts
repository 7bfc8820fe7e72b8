import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '#host/formats/text/text-encoding.ts';

const chinese =
  '断面名称,采样日期,水温(℃),叶绿素a(μg/L)\n高邮湖心,2025-07-10,28.1,35\n邵伯大桥,2025-07-10,27.4,12\n';
const traditional =
  '測站名稱,採樣日期,水溫(℃),葉綠素a\n鏡湖水質站,2025-07-10,28.1,35\n翡翠水庫,2025-07-10,27.4,12\n';
const french =
  'Site,Date,Chl (µg/L),Temp (°C),Observer\nNorth,2025-07-01,12.5,28.1,André Lefèvre\nÎle-à-Vache,2025-07-01,8.5,27.9,Zoé Müller\n';
const polish =
  'Miejsce,Data,Chl (µg/L),Temp (°C)\nŁódź,2025-07-01,12,28\nŻarnowieckie przy brzegu wschodnim,2025-07-01,8,27\nBiałe nadbrzeże, złoty,2025-07-01,8,27\n';
const czech =
  'Místo,Datum,Teplota (°C)\nPříbram,2025-07-01,28\nŽďár nad Sázavou,2025-07-01,27\nTřeboň, Svět,2025-07-01,27\n';

/** Bytes by iconv-lite, a library of its own. */
describe('text that is no UTF-8 is read by what it looks like', () => {
  it.each([
    ['GB18030', chinese],
    ['Big5', traditional],
    ['windows-1252', french],
    ['windows-1252', 'Chl (µg/L),Temp (°C)\n1,2\n'],
    ['windows-1250', polish],
    ['windows-1250', czech],
    ['UTF-16LE', chinese],
    ['UTF-16BE', chinese],
  ])('%s (%#)', (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toMatchObject({ encoding, text });
  });

  it('says when another encoding would look as well', () => {
    expect(decodeText(iconv.encode(chinese, 'gb18030')).doubtful).toBe(false);
    // Two letters that are è or č, and nothing else that tells.
    expect(decodeText(iconv.encode('a,b\nLefèvre,Mère,Père\n', 'windows-1252')).doubtful).toBe(true);
  });

  it('finds GB18030 and Big5 in tables of random names', () => {
    const names = (words: string) => fc.array(fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 6 }).map(w => w.join('')), { minLength: 3, maxLength: 12 }); // prettier-ignore
    const table = (rows: string[]) =>
      rows.map((name, i) => `${name},119.${i},32.8,2025-07-10,0.05\n`).join('');
    fc.assert(
      fc.property(names('湖心河口大桥断面自动站东西南北岸水库港村镇江入出'), rows => {
        expect(decodeText(iconv.encode(table(rows), 'gb18030'))).toMatchObject({ encoding: 'GB18030' });
      }),
    );
    fc.assert(
      fc.property(names('湖心河口大橋斷面自動站東西南北岸水庫港村鎮江入出'), rows => {
        expect(decodeText(iconv.encode(table(rows), 'big5'))).toMatchObject({ encoding: 'Big5' });
      }),
    );
  });
});
