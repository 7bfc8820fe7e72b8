import { describe, expect, it } from 'vitest';
import { unitConversion } from '#core/foundation/units.ts';

const convert = (value: number, from: string, to: string) => unitConversion(from, to)?.(value) ?? null;

describe('units of field tables', () => {
  it('become the parameter’s own by arithmetic', () => {
    expect(convert(12.3, 'mg/m³', 'µg/L')).toBeCloseTo(12.3, 12);
    expect(convert(0.05, 'mg/L', 'µg/L')).toBeCloseTo(50, 12);
    expect(convert(80, 'μg/L', 'mg/L')).toBeCloseTo(0.08, 12);
    expect(convert(350, '万个/L', 'cells/L')).toBe(3_500_000);
    expect(convert(2000, 'cells/mL', 'cells/L')).toBe(2_000_000);
    expect(convert(45, 'cm', 'm')).toBeCloseTo(0.45, 12);
    expect(convert(0.35, '1', '%')).toBeCloseTo(35, 12);
    expect(convert(50, '°F', '°C')).toBeCloseTo(10, 12);
    expect(convert(1.2, 'ton/ha', 't/hm²')).toBeCloseTo(1.2, 12);
    expect(convert(2, 'micrograms/L', 'µg/L')).toBe(2);
    expect(convert(17, 'Degrees Celsius', '°C')).toBe(17);
  });

  it('are refused where they measure something else', () => {
    expect(unitConversion('mg/L', 'm')).toBeNull();
    expect(unitConversion('µmol/L', 'mg/L')).toBeNull();
    expect(unitConversion('µg/L', '')).toBeNull();
  });
});
