import type { Text } from '#core/foundation/text.ts';
import type { BandRole } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import { type Said, say } from '#core/words/said.ts';

/** What a role is in words; the same in both languages as the window's own lists say it. */
const roleWords: Partial<Record<BandRole, Text>> = {
  A: { zh: '气溶胶波段', en: 'aerosol band' },
  B: { zh: '蓝光波段', en: 'blue band' },
  G: { zh: '绿光波段', en: 'green band' },
  R: { zh: '红光波段', en: 'red band' },
  RE1: { zh: '红边波段 705 nm', en: 'red edge band near 705 nm' },
  RE2: { zh: '红边波段 740 nm', en: 'red edge band near 740 nm' },
  RE3: { zh: '红边波段 783 nm', en: 'red edge band near 783 nm' },
  N: { zh: '近红外波段', en: 'near infrared band' },
  N2: { zh: '窄近红外波段 865 nm', en: 'narrow near infrared band at 865 nm' },
  S1: { zh: '短波红外波段 1.6 µm', en: 'shortwave infrared band at 1.6 µm' },
  S2: { zh: '短波红外波段 2.2 µm', en: 'shortwave infrared band at 2.2 µm' },
  PC: { zh: '藻蓝蛋白波段 620 nm', en: 'phycocyanin band at 620 nm' },
  CF: { zh: '叶绿素荧光波段 681 nm', en: 'chlorophyll fluorescence band at 681 nm' },
  S0: { zh: '短波红外波段 1240 nm', en: 'shortwave infrared band at 1240 nm' },
  T: { zh: '热红外波段', en: 'thermal band' },
  CYAN: { zh: 'CyAN 产品编码', en: 'coded index of a CyAN product' },
};

const named = (role: string): Text => {
  const words = roleWords[role as BandRole];
  return words ? { zh: `${words.zh} (${role})`, en: `${words.en} (${role})` } : { zh: role, en: role };
};

const listed = (roles: readonly string[]): Text => {
  const words = roles.map(named);
  return { zh: words.map(w => w.zh).join('、'), en: words.map(w => w.en).join(' and ') };
};

/**
 * Why a scene cannot give an index: its sensor has no such band, the sensor has it but no file of the scene is it, or
 * nobody said which band it is. `sensorRoles` are those of the sensor's table, null where the sensor is not known.
 */
export function missingReason(
  index: string,
  missing: readonly string[],
  { sensorName }: Pick<Scene, 'sensorName'>,
  sensorRoles: readonly (string | null)[] | null,
): Said | null {
  if (missing.length === 0) return null;
  if (!sensorName || !sensorRoles) return say('index.no-band-named', { bands: listed(missing), index });
  const never = missing.filter(role => !sensorRoles.includes(role));
  return never.length > 0
    ? say('index.sensor-lacks', { sensor: sensorName, bands: listed(never), index })
    : say('index.file-lacks', { bands: listed(missing), index });
}
