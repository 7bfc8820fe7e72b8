import { expect, it } from 'vitest';
import { open, temporaryFolder } from './workspace.ts';

const columns = ['site_id', 'time', 'parameter', 'value', 'unit'];

async function withSite() {
  const catalogue = await open(temporaryFolder());
  catalogue.sites.add('li', { name: '站', kind: 'station', lon: 119, lat: 32 });
  catalogue.observations.add('li', {
    siteId: 1,
    time: '2025-01-01',
    values: [{ parameter: 'ph', value: 7 }],
  });
  const insert = (count: number) =>
    catalogue.write('li', tx => {
      const rows = Array.from({ length: count }, (_, i) => [
        1,
        `2025-02-01T00:00:${i % 60}Z`,
        'ph',
        i / 1e4,
        '',
      ]);
      tx.insertMany('observation', columns, rows, count);
    });
  return { catalogue, insert };
}

it('many rows are one line of the journal for each thousand, whole, in the same chain', async () => {
  const { catalogue, insert } = await withSite();
  const before = catalogue.journal.list({ limit: 1 })[0].id;
  insert(2500);
  const lines = catalogue.reader.all<{ row_id: number; after: string }>(
    'SELECT row_id, after FROM journal WHERE id > ? ORDER BY id',
    before,
  );
  const batches = lines.map(line => JSON.parse(line.after) as { first: number; rows: unknown[][] });
  expect(batches.map(b => [b.first, b.rows.length])).toEqual([
    [2, 1000],
    [1002, 1000],
    [2002, 500],
  ]);
  // Row 1002 + 7 is the 1,008th: its value is 1007 / 10,000.
  expect(batches[1].rows[7]).toEqual([1, '2025-02-01T00:00:47Z', 'ph', 0.1007, '']);
  expect(catalogue.journal.verify()).toMatchObject({ ok: true });
  // The list names them and does not carry them.
  expect(catalogue.journal.list({ limit: 1 })[0].after).toEqual({ rows: 500, ids: '2002–2501' });
});

it('a table that more than doubles has the same indexes afterwards, and after a write that failed', async () => {
  const { catalogue, insert } = await withSite();
  const schema = () =>
    catalogue.reader.all(
      "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name",
    );
  const before = schema();
  insert(12_000);
  expect(schema()).toEqual(before);
  const write = () =>
    catalogue.write('li', tx => {
      const rows = Array.from({ length: 30_000 }, (_, i) => [
        i < 20_000 ? 1 : null,
        '2025-03-01',
        'ph',
        7,
        '',
      ]);
      tx.insertMany('observation', columns, rows, rows.length);
    });
  expect(write).toThrow();
  expect(schema()).toEqual(before);
  expect(catalogue.reader.get('SELECT count(*) AS n FROM observation')).toEqual({ n: 12_001 });
  expect(catalogue.reader.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(catalogue.journal.verify()).toMatchObject({ ok: true });
});
