import type { Evidence } from './evidence.ts';
import type { Text } from './text.ts';

export interface RecipeInput {
  path: string;
  bytes: number;
  /** SHA-256 of the whole file; null where only its fingerprint was taken (large inputs of printed statistics). */
  sha256: string | null;
  /** Of samples of a large file; of the first 64 KB of a file on a server. */
  fingerprint?: string;
  /** What the server said of a file that was read over HTTP. */
  etag?: string | null;
  lastModified?: string | null;
}

/** Everything that is needed to make a product again. */
export interface Recipe {
  kind:
    | 'statistics'
    | 'index'
    | 'bloom'
    | 'redline'
    | 'series'
    | 'state'
    | 'ecology-index'
    | 'services'
    | 'validation';
  software: { name: string; version: string };
  created: string;
  inputs: RecipeInput[];
  parameters: Record<string, unknown>;
  rules: { id: string; name?: Text; version: string; evidence: Evidence }[];
  coverageRule: string;
  areaRule: string;
  warnings: string[];
  simulated: boolean;
}
