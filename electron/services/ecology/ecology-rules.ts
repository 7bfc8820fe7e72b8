import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateRulesSchema, type StateRules } from '#core/assessment/ecology/state-rules.ts';
import { resourcesFolder } from '#services/raster/resources.ts';

/** A file of resources/rules, checked once. */
const once = <T>(name: string, parse: (value: unknown) => T): (() => T) => {
  let rules: T | null = null;
  return () => (rules ??= parse(JSON.parse(readFileSync(join(resourcesFolder(), 'rules', name), 'utf8'))));
};

export const stateRules: () => StateRules = once('state.json', value => stateRulesSchema.parse(value));
