import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eiRulesSchema, type EiRules } from '#core/ecology/ei-rules.ts';
import { serviceRulesSchema, type ServiceRules } from '#core/ecology/service-rules.ts';
import { stateRulesSchema, type StateRules } from '#core/ecology/state-rules.ts';
import { validationRulesSchema, type ValidationRules } from '#core/ecology/validation-rules.ts';
import { resourcesFolder } from '#host/files/resources.ts';

/** A file of resources/rules, checked once. */
const once = <T>(name: string, parse: (value: unknown) => T): (() => T) => {
  let rules: T | null = null;
  return () => (rules ??= parse(JSON.parse(readFileSync(join(resourcesFolder(), 'rules', name), 'utf8'))));
};

export const stateRules: () => StateRules = once('state.json', value => stateRulesSchema.parse(value));
export const eiRules: () => EiRules = once('ei.json', value => eiRulesSchema.parse(value));
export const serviceRules: () => ServiceRules = once('services.json', value =>
  serviceRulesSchema.parse(value),
);
export const validationRules: () => ValidationRules = once('validation.json', value =>
  validationRulesSchema.parse(value),
);
