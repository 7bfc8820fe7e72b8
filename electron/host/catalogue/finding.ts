/** One thing that an examination found. */
export interface Finding {
  severity: 'error' | 'warning';
  message: string;
}
