import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arranged, blockOfText, sumsOf, textOfBlock } from '#renderer/controls/grid/cells.ts';

it('a block of cells goes through the clipboard and back, whatever they hold', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('a\tb', 'x\r\ny', '"', '', '备注 "1"'));
  const block = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    ) // prettier-ignore
    .filter(rows => rows.at(-1)!.some(text => text !== ''));
  fc.assert(
    fc.property(block, rows => {
      expect(blockOfText(textOfBlock(rows))).toEqual(rows);
    }),
  );
  expect(blockOfText('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

it('rows are searched by words, sorted as numbers or text, empty cells last', () => {
  const rows = [3, null, 10].map((n, id) => ({ id, cells: { n, name: `站${id}` } }));
  const order = (down: boolean) => arranged(rows, '', { key: 'n', down }).map(r => r.id);
  expect([order(false), order(true)]).toEqual([
    [0, 2, 1],
    [2, 0, 1],
  ]);
  expect(arranged(rows, '站 10', null).map(r => r.id)).toEqual([2]);
  expect(sumsOf([3, null, 10, 'x'])).toEqual({ count: 2, sum: 13, mean: 6.5 });
});
