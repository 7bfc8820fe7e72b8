/** One place of a product where it is not what was made again. */
export interface ProductDifference {
  /** `分区统计 · 第 2 行…` as the file has it, or column and row of a pixel. */
  where: string;
  product: string | number | boolean | null;
  again: string | number | boolean | null;
}

/** A file against the same file made again. */
export interface ProductComparison {
  path: string;
  of: 'pixels' | 'cells' | 'features' | 'text' | null;
  /** How many were compared. */
  compared: number;
  /** How many are different. */
  differing: number;
  /** The first of them. */
  differences: ProductDifference[];
  /** What could not be compared, and why, in English. */
  notCompared: string[];
}

/** Differences that are told one by one. */
const most = 20;

/** Counts differences, and keeps the first ones. */
export class Differences {
  readonly first: ProductDifference[] = [];
  count = 0;

  add(where: string, product: ProductDifference['product'], again: ProductDifference['again']): void {
    this.count++;
    if (this.first.length < most) this.first.push({ where, product, again });
  }
}
