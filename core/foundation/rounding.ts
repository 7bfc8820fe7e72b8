/**
 * How many decimals a quantity is shown with, by its unit: one number has one text, on sheets, in tables, texts, the
 * window and the command line. JSON and the cells of a workbook keep the number whole. Areas keep four figures or so,
 * down to 1 m²; units without a rule take what their column says.
 */
export function decimalsOfUnit(
  value: number,
  unit: string | undefined,
  otherwise?: number,
): number | undefined {
  const size = Math.abs(value);
  switch (unit) {
    case 'km²':
      if (size >= 1000) return 1;
      if (size >= 10) return 2;
      return size >= 0.1 || size < 5e-7 ? 3 : size >= 0.01 ? 4 : size >= 0.001 ? 5 : 6;
    case 'hm²':
      return size < 10 ? 2 : 1;
    default:
      return otherwise;
  }
}

/** A number with the decimals of its unit; a minus before nothing is left out. */
export function inUnit(value: number, unit: string | undefined, otherwise?: number): string {
  const decimals = decimalsOfUnit(value, unit, otherwise);
  if (decimals === undefined) return String(value);
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}
