import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDates, readTime } from '#core/plots/column-dates.ts';

const beijing = '+08:00';

describe('the form of a column of dates', () => {
  it('is told by what cannot be anything else', () => {
    expect(detectDates(['2021-10-22', '2021/3/5', '2021年10月22日', '20211022'])).toEqual({
      order: 'ymd',
      ambiguous: false,
    });
    expect(detectDates(['28/06/2021 09:30', '01/02/2021 10:00'])).toEqual({ order: 'dmy', ambiguous: false });
    expect(detectDates(['1/10/18', '12/31/18'])).toEqual({ order: 'mdy', ambiguous: false });
    expect(detectDates(['1/2/2021', '3/4/2021'])).toEqual({ order: 'dmy', ambiguous: true });
    expect(detectDates(['44491', '44491.5'])).toEqual({ order: 'serial', ambiguous: false });
    expect(detectDates(['1998', '2011.5'])).toEqual({ order: 'year', ambiguous: false });
  });

  it('is none for other columns', () => {
    expect(detectDates(['13/13/2021', '1/20/2021'])).toBeNull();
    expect(detectDates(['太湖', '2021-10-22'])).toBeNull();
    expect(detectDates([])).toBeNull();
  });
});

describe('a moment', () => {
  it('is read from every writing', () => {
    expect(readTime('2021年10月22日', 'ymd', beijing)).toBe('2021-10-22');
    expect(readTime('2021年10月22日 下午3时05分', 'ymd', beijing)).toBe('2021-10-22T15:05:00+08:00');
    expect(readTime('28/06/2021 09:30', 'dmy', beijing)).toBe('2021-06-28T09:30:00+08:00');
    expect(readTime('1/10/18', 'mdy', '-08:00', '709')).toBe('2018-01-10T07:09:00-08:00');
    expect(readTime('2022-01-25T15:40:00Z', 'ymd', beijing)).toBe('2022-01-25T15:40:00Z');
    // 44491 days after 1899-12-30 is 2021-10-22: 25569 of them reach 1970-01-01, 18922 more the day.
    expect(readTime(44491, 'serial', beijing)).toBe('2021-10-22');
    expect(readTime(44491.75, 'serial', beijing)).toBe('2021-10-22T18:00:00+08:00');
    expect(readTime('2021-10-22', 'ymd', beijing, 0.5)).toBe('2021-10-22T12:00:00+08:00');
    expect(readTime('2011.5', 'year', beijing)).toBe('2011');
  });

  it('is none where the day or the clock does not exist', () => {
    expect(readTime('2021-02-30', 'ymd', beijing)).toBeNull();
    expect(readTime('31/11/2021', 'dmy', beijing)).toBeNull();
    expect(readTime('2021-02-03 25:00', 'ymd', beijing)).toBeNull();
    expect(readTime('晴', 'ymd', beijing)).toBeNull();
  });

  it('keeps every day of four centuries through a spreadsheet and through three orders', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 100_000 }), days => {
        const iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-');
        expect(readTime(`${y}/${Number(m)}/${Number(d)}`, 'ymd', beijing)).toBe(iso);
        expect(readTime(`${d}.${m}.${y}`, 'dmy', beijing)).toBe(iso);
        expect(readTime(`${m}/${d}/${y}`, 'mdy', beijing)).toBe(iso);
        expect(readTime(days + 25_569, 'serial', beijing)).toBe(iso);
      }),
    );
  });
});
