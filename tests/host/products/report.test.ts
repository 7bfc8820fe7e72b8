import { strFromU8, unzipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportMarkdown } from '#core/report/markdown.ts';
import { numbersOf, withWritten, type Report } from '#core/report/report.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const bloom = [3000, 500, 500, 500, 3000, 3000, 500, 500, 0, 3000, 500, 500];
let document = '';
let parts: string[] = [];

beforeAll(async () => {
  await writeSmallScene(folder, bloom, 'lake_20240605.tif');
  const ring = [[0, 0], [20, 0], [20, 15], [0, 15], [0, 0]].map(([x, y]) => [500000 + x, 3600000 - y]); // prettier-ignore
  writeZones(join(folder, 'west.geojson'), [{ name: '西区', ring }]);
  const made = runCli(['assess', 'bloom', '--scene', join(folder, 'lake_20240605.tif'), '--zones', join(folder, 'west.geojson'), '--index', 'NDVI', '--threshold', '0', '--out', join(folder, 'out')]); // prettier-ignore
  expect(made.stderr).not.toContain('error');
  const name = readdirSync(join(folder, 'out')).find(f => f.endsWith('.docx'))!;
  const files = unzipSync(readFileSync(join(folder, 'out', name)));
  parts = Object.keys(files);
  document = strFromU8(files['word/document.xml']);
});

describe('the report of an assessment as a Word document', () => {
  it('has real headings, tables with repeated heads, numbered captions and a picture', () => {
    expect(document).toContain('西区水华遥感监测快报');
    expect(document).toMatch(/<w:pStyle w:val="Heading1"\/>/);
    expect(document).toMatch(/<w:tblHeader\/>/);
    expect(document).toMatch(/w:instr="SEQ 表 \\\* ARABIC"/);
    expect(document).toMatch(/w:instr="SEQ 图 \\\* ARABIC"/);
    expect(parts.some(p => /^word\/media\/.*\.png$/.test(p))).toBe(true);
    // 1 + ½ + ½ of the 3 pixels of the zone are bloom: 66.67 %.
    expect(document).toContain('66.67');
    expect(document).toContain('待核对');
  });

  it('names the eastern font beside the western one, so that Chinese is not drawn with a Latin font', () => {
    expect(document + strFromU8(unzipSync(readFileSync(join(folder, 'out', readdirSync(join(folder, 'out')).find(f => f.endsWith('.docx'))!)))['word/styles.xml'])).toMatch(/w:eastAsia="宋体"/); // prettier-ignore
  });
});

describe('a report', () => {
  const report: Report = {
    language: 'en',
    title: 'Lake',
    subtitle: '2024',
    credit: 'made',
    simulated: true,
    blocks: [
      { kind: 'heading', text: 'One' },
      { kind: 'paragraph', id: 'a', text: '3 km²' },
      { kind: 'table', caption: 'Areas', columns: [{ label: 'x|y', number: true }], rows: [['1']] },
      { kind: 'figure', caption: 'Map', figure: { file: 'map.png', widthPx: 1, heightPx: 1 } },
      { kind: 'table', caption: 'More', columns: [{ label: 'n', number: true }], rows: [] },
    ],
  };

  it('numbers tables and figures apart', () => {
    expect([...numbersOf(report).values()]).toEqual([1, 1, 2]);
  });

  it('marks what somebody wrote when the numbers behind it change', () => {
    const written = { a: { text: 'about three', from: '3 km²' } };
    expect(withWritten(report, written).blocks[1]).toEqual({ kind: 'paragraph', id: 'a', text: 'about three', edited: true, made: '3 km²', from: '3 km²' }); // prettier-ignore
    const changed = { ...report, blocks: report.blocks.map(b => (b.kind === 'paragraph' ? { ...b, text: '4 km²' } : b)) }; // prettier-ignore
    expect(withWritten(changed, written).blocks[1]).toMatchObject({ text: 'about three', stale: true });
  });

  it('is Markdown with tables, and says that data are simulated', () => {
    const text = reportMarkdown(report, () => 'map 1.png');
    expect(text).toContain('**SIMULATED DATA');
    expect(text).toContain('| x\\|y |\n| ---: |\n| 1 |');
    expect(text).toContain('![Figure 1  Map](map%201.png)');
  });
});
