/** One thing that a returned package says otherwise than the catalogue; it is taken over or not. */
export interface FieldDifference {
  /** layer:action:number, unique within the package. */
  key: string;
  layer: 'site' | 'observation' | 'photo';
  action: 'added' | 'changed' | 'deleted';
  /** The catalogue's number of the row; of the site for what is added to one. */
  row: number | null;
  /** For people: the site's name, the parameter. */
  label: string;
  changes: FieldChange[];
  /** Why it cannot be taken over, if so. */
  problem: 'site-unknown' | 'row-gone' | 'photo-missing' | 'parameter-unknown' | 'implausible' | null;
}

export interface FieldChange {
  column: string;
  /** When it left, as it came back, and as it is in the catalogue now. */
  before: string | number | null;
  theirs: string | number | null;
  ours: string | number | null;
  /** Both sides changed it, and not to the same. */
  conflict: boolean;
}
