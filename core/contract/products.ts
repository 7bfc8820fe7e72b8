import type { Text } from '#core/foundation/text.ts';

/** A kind of file that an assessment can be exported as; the host's table of formats says which there are. */
export type ProductKind = string;

/** What a list of products offers. */
export interface ProductChoice {
  kind: ProductKind;
  label: Text;
}

export interface Product {
  kind: ProductKind;
  path: string;
  bytes: number;
}
