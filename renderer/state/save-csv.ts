type Cell = string | number | null;

/** Hands a table to the browser as a CSV file, UTF-8 with a byte-order mark for Excel. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const text = rows.map(row => row.map(cellOf).join(',')).join('\r\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Text that a spreadsheet would take for a formula is kept text. */
function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
