import { handBloom, reasonBase, type ClassLook, type MapClass } from './class-look.ts';

/**
 * `standard`: colours of the field's bulletins, ordered from light to dark. `colour-blind`: pairs of Okabe and Ito
 * (2008) and the ramp cividis of Nuñez, Anderton and Renslow (2018, doi:10.1371/journal.pone.0199239). `grey`: for
 * print in black and white.
 */
export const paletteIds = ['standard', 'colour-blind', 'grey'] as const;
export type PaletteId = (typeof paletteIds)[number];

interface Palette {
  /** Colours by class value. */
  bloom: Record<number, string>;
  change: Record<number, string>;
  /** Six steps from light to dark. */
  ramp: readonly string[];
  /** Lines and letters of the sheet, over the template's. */
  sheet: Record<string, string>;
}

const ramps = {
  cividis: ['#fff3b0', '#e8d24e', '#bcae6c', '#8a8678', '#535a6c', '#00224e'],
  grey: ['#ffffff', '#d9d9d9', '#b4b4b4', '#8c8c8c', '#5a5a5a', '#1f1f1f'],
} as const;

const palettes: Record<Exclude<PaletteId, 'standard'>, Palette> = {
  'colour-blind': {
    bloom: { 1: '#56b4e9', 2: '#d55e00', [handBloom.bloom]: '#8f3b00', [handBloom.clear]: '#0072b2' },
    change: { 1: '#e8e6da', 2: '#d55e00', 3: '#0072b2', 4: '#d55e00' },
    ramp: ramps.cividis,
    sheet: {},
  },
  grey: {
    bloom: { 1: '#e3e3e3', 2: '#303030', [handBloom.bloom]: '#000000', [handBloom.clear]: '#bdbdbd' },
    change: { 1: '#f0f0f0', 2: '#262626', 3: '#9a9a9a', 4: '#262626' },
    ramp: ramps.grey,
    sheet: {
      ink: '#000000',
      muted: '#444444',
      rule: '#b0b0b0',
      accent: '#333333',
      warning: '#000000',
      zone: '#000000',
      patch: '#000000',
    },
  },
};

/** Classes of a grey map cover the picture below nearly whole, so that its greys are not read as classes. */
const greyOpacity = 0.95;

/** Grey of the same lightness as a colour (Rec. 709 luma). */
export function greyOf(color: string): string {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16));
  const grey = Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b)
    .toString(16)
    .padStart(2, '0');
  return `#${grey}${grey}${grey}`;
}

/** A class in a palette; values that the palette does not name keep their colour, or its grey. */
export function inPalette<C extends MapClass>(entry: C, look: ClassLook, id: PaletteId): C {
  const { value } = entry;
  const opacity = id === 'grey' && value < reasonBase ? greyOpacity : look.opacity(value);
  if (id === 'standard') return { ...entry, opacity };
  const palette = palettes[id];
  const named = look.colors === 'ramp' ? palette.ramp[value - 1] : palette[look.colors][value];
  return { ...entry, color: named ?? (id === 'grey' ? greyOf(entry.color) : entry.color), opacity };
}

/** Colours of the classes of water quality, first to last. */
export const rampOf = (id: PaletteId): readonly string[] | null =>
  id === 'standard' ? null : palettes[id].ramp;

/** Colours of lines and letters over a template's: those of a grey sheet are black. */
export const paletteColors = (id: PaletteId): Record<string, string> =>
  id === 'standard' ? {} : palettes[id].sheet;
