import { expect, it } from 'vitest';
import { calls } from '#core/contract/calls.ts';
import { zonesRefSchema } from '#core/recipe/request.ts';

it('a zone that is named twice is counted once', () => {
  const subject = { sceneId: 1, index: 'NDVI', mask: { clouds: 'none' } };
  expect(calls['bloom.tally'].input.parse({ ...subject, zoneIds: [3, 7, 3] }).zoneIds).toEqual([3, 7]);
  expect(calls['redline.tally'].input.shape.zoneIds.parse([2, 2])).toEqual([2]);
  expect(zonesRefSchema.parse({ ids: [5, 5, 4] })).toEqual({ ids: [5, 4] });
  expect(calls['bloom.tally'].input.safeParse({ ...subject, zoneIds: [] }).success).toBe(false);
});

it('no call takes ids of zones as a list in which one can stand twice', () => {
  for (const [name, { input }] of Object.entries(calls)) {
    const zoneIds = 'shape' in input ? (input.shape as Record<string, unknown>).zoneIds : undefined;
    if (!zoneIds) continue;
    const { data } = (zoneIds as { safeParse(value: unknown): { data?: unknown } }).safeParse([1, 1]);
    expect(data, name).toEqual([1]);
  }
});
