import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bloomRulesSchema,
  redlineRulesSchema,
  waterRulesSchema,
  type BloomRules,
  type RedlineRules,
  type WaterRules,
} from '#core/foundation/rules.ts';
import { warningRulesSchema, type WarningRules } from '#core/bloom/warning-rules.ts';
import { resourcesFolder } from '#host/files/resources.ts';

const readRules = (name: string): unknown =>
  JSON.parse(readFileSync(join(resourcesFolder(), 'rules', name), 'utf8'));

let bloom: BloomRules | null = null;
let redline: RedlineRules | null = null;
let water: WaterRules | null = null;
let warning: WarningRules | null = null;

export function bloomRules(): BloomRules {
  return (bloom ??= bloomRulesSchema.parse(readRules('bloom.json')));
}

export function redlineRules(): RedlineRules {
  return (redline ??= redlineRulesSchema.parse(readRules('redline.json')));
}

export function waterRules(): WaterRules {
  return (water ??= waterRulesSchema.parse(readRules('water.json')));
}

export function warningRules(): WarningRules {
  return (warning ??= warningRulesSchema.parse(readRules('warning.json')));
}
