import type { Recipe } from '#core/recipe/recipe.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { sentenceIn } from '#core/words/said.ts';
import type { Language } from '#core/foundation/text.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { MapClass } from './class-look.ts';
import { km2Text } from './number-text.ts';
import type { LegendEntry, NoteLine } from './sheet-content.ts';
import type { Say } from './words.ts';

export interface SceneFacts {
  name: string;
  /** In the sheet's language; null where it is not known. */
  sensor: string | null;
  /** ISO 8601. */
  acquired: string | null;
  /** Ground size of a pixel in metres. */
  resolutionM: number;
  crs: string;
}

/** What a sheet says beside the numbers of the result. */
export interface SheetFacts {
  /** One, or before and after. */
  scenes: SceneFacts[];
  /** Name of the frame's CRS where it is not the scene's. */
  frameCrs: string | null;
  /** The classification that clouds were masked by, or null. */
  cloudBand: string | null;
  /** Classes that occur in the raster. */
  classes: MapClass[];
  minValidShare: number;
  /** Colours of outlines, as the map draws them. */
  outlines: { zone: string; patch: string };
}

/** A zone in a table, with the one that it is a part of. */
export const zoneName = ({ zone, partOf }: { zone: string; partOf?: string }, say: Say): string =>
  partOf ? `${zone}${say('partOf', { zone: partOf })}` : zone;

/** The row of a legend for what of the zones lies beside the picture: hatched on the map. */
export const outsideEntry = (km2: number | undefined, facts: SheetFacts, say: Say): LegendEntry[] =>
  km2
    ? [
        {
          label: say('outside'),
          area: `${km2Text(km2)} km²`,
          swatch: { kind: 'hatch', color: facts.outlines.zone },
        },
      ]
    : [];

export function timeText(acquired: string | null, say: Say): string {
  const time = beijingTime(acquired);
  if (!time) return say('unknown');
  return time.time === null
    ? `${time.date} (${say('timeUnknown')})`
    : `${time.date} ${time.time} (${say('beijing')})`;
}

const perDate = (facts: SheetFacts, say: Say, text: (scene: SceneFacts) => string): string => {
  const texts = facts.scenes.map(text);
  if (new Set(texts).size === 1) return texts[0];
  return texts.map((t, i) => `${say(i === 0 ? 'before' : 'after')}: ${t}`).join('\n');
};

/** The lines that both kinds of sheet begin with. */
export function sourceNotes(facts: SheetFacts, recipe: Recipe, say: Say): NoteLine[] {
  const metres = (m: number) => `${Number(m.toPrecision(m >= 10 ? 3 : 2))} m`;
  const crs = facts.scenes[0].crs + (facts.frameCrs ? `\n${say('frameCrs')}: ${facts.frameCrs}` : '');
  return [
    ...(recipe.simulated
      ? [{ label: say('dataNature'), text: say('simulatedNote'), mark: say('simulated') }]
      : []),
    {
      label: say('source'),
      text: perDate(facts, say, s => `${s.sensor ?? say('unknownSensor')} · ${s.name}`),
    },
    { label: say('acquired'), text: perDate(facts, say, s => timeText(s.acquired, say)) },
    { label: say('resolution'), text: perDate(facts, say, s => metres(s.resolutionM)) },
    { label: say('crs'), text: crs },
  ];
}

/** Rules with their doubt, and the lines that both kinds end with. */
export function ruleNotes(recipe: Recipe, say: Say, language: Language): NoteLine[] {
  return recipe.rules.map((rule, i) => ({
    label: i === 0 ? say('rules') : '',
    text: `${ruleName(rule, language)} (${say('version')} ${rule.version})`,
    ...(rule.evidence === 'to-confirm' ? { mark: say('toConfirm') } : {}),
  }));
}

/** Warnings that are printed in full; more of them are counted and left to the recipe. */
const printedWarnings = 3;

export function closingNotes(facts: SheetFacts, recipe: Recipe, say: Say, language: Language): NoteLine[] {
  const { warnings } = recipe;
  const more = warnings.length - printedWarnings;
  return [
    {
      label: say('clouds'),
      text: facts.cloudBand ? say('cloudsMasked', { band: facts.cloudBand }) : say('cloudsKept'),
    },
    { label: say('coverage'), text: say('coverageText') },
    ...warnings.slice(0, printedWarnings).map((warning, i) => ({
      label: i === 0 ? say('warnings') : '',
      text: sentenceIn(warning, language),
    })),
    ...(more > 0 ? [{ label: '', text: say('warningsText', { n: more }) }] : []),
  ];
}
