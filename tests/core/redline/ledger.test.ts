import { describe, expect, it } from 'vitest';
import {
  activityNames,
  byName,
  ledgerStates,
  needsReason,
  nextLedgerStates,
  nextNumber,
  regionCodeOf,
  stateNames,
  stepsBetween,
  zoneCodeOf,
} from '#core/redline/ledger.ts';

describe('states of the ledger', () => {
  it('lead from suspected to closed, and back to be checked again', () => {
    expect(stepsBetween('suspected', 'closed')).toEqual(['to-check', 'confirmed', 'rectifying', 'closed']);
    expect(stepsBetween('suspected', 'unfounded')).toEqual(['to-check', 'unfounded']);
    expect(stepsBetween('closed', 'confirmed')).toBeNull();
    expect(stepsBetween('unfounded', 'rectifying')).toBeNull();
    for (const state of ledgerStates) {
      expect(stepsBetween(state, state)).toEqual([]);
      expect(nextLedgerStates[state]).not.toContain(state);
    }
  });

  it('ask for a reason where nothing was found, at the end and on the way back', () => {
    expect(needsReason('to-check', 'confirmed')).toBe(false);
    expect(needsReason('to-check', 'unfounded')).toBe(true);
    expect(needsReason('rectifying', 'closed')).toBe(true);
    expect(needsReason('closed', 'to-check')).toBe(true);
  });

  it('are understood as people write them', () => {
    expect(
      ['已核查:属实', '已核查:属实', '属实', 'Checked: confirmed'].map(s => byName(stateNames, s)),
    ).toEqual(Array(4).fill('confirmed'));
    expect(byName(stateNames, '不属实')).toBe('unfounded');
    expect(byName(activityNames, '矿产资源开发')).toBe('mining');
    expect(byName(activityNames, '养猪')).toBeNull();
  });
});

describe('numbers and codes', () => {
  it('count on by region and year', () => {
    expect(nextNumber([], '', '2020')).toBe('TB-2020-0001');
    expect(nextNumber(['320581-2020-0009', '320581-2020-x', 'TB-2020-0100'], '320581', '2020')).toBe(
      '320581-2020-0010',
    );
  });
  it('are found among the attributes of a zone', () => {
    const zone = { attributes: { xzqdm: 320581, 编号: ' HX-7 ', 名称: 'x' } };
    expect([regionCodeOf(zone), zoneCodeOf(zone)]).toEqual(['320581', 'HX-7']);
    expect([regionCodeOf({ attributes: {} }), zoneCodeOf({ attributes: {} })]).toEqual(['', '']);
  });
});
