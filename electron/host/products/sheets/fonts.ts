import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { MeasureText } from '#core/page/page.ts';
import { say } from '#core/words/said.ts';

export const fontFiles = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;
export type FontWeight = keyof typeof fontFiles;

/**
 * Names under which the fonts are known to the canvas; one family per weight, so that nothing is emboldened by guess.
 */
export const families = { regular: 'Bloomline Sans', bold: 'Bloomline Sans Bold' } as const;

/** The TTF of a weight (Noto Sans SC), from the sources and from the built program alike. */
export function fontPath(weight: FontWeight): string {
  const name = fontFiles[weight];
  let path: string | null = null;
  try {
    path = createRequire(import.meta.url).resolve(name);
  } catch {
    // answered below
  }
  if (!path || !existsSync(path)) throw new BloomlineError('not-found', name, say('map.font-missing'));
  return path;
}

let registered = false;

/** Makes the fonts known to the canvas. */
export function registerFonts(): void {
  if (registered) return;
  for (const weight of ['regular', 'bold'] as const)
    if (!GlobalFonts.registerFromPath(fontPath(weight), families[weight]))
      throw new BloomlineError('not-found', fontFiles[weight], say('map.font-unreadable'));
  registered = true;
}

const measuredSize = 100;
const widths = new Map<string, number>();

/** Widths with the bundled fonts, remembered. */
export function textMeasure(): MeasureText {
  registerFonts();
  const context = createCanvas(8, 8).getContext('2d');
  return (text, size, bold) => {
    const key = (bold ? 'b' : 'r') + text;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${measuredSize}px "${bold ? families.bold : families.regular}"`;
      width = context.measureText(text).width / measuredSize;
      if (widths.size > 20_000) widths.clear();
      widths.set(key, width);
    }
    return width * size;
  };
}
