import { bandRoleFacts, bandRoles, type BandRole } from '#core/scene/band-roles.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { missingReason } from '#core/index/missing-reason.ts';
import { compileKernel, type Kernel } from '#core/index/compile-kernel.ts';
import { layersOf, parseFormula, wavelengthsOf } from '#core/index/formula.ts';
import type { IndexDefinition } from '#core/index/index-definition.ts';
import type { Scene } from '#core/scene/scene.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import { indices, sensors } from '#host/files/resources.ts';

/** An index of the tables by id, or a typed formula as one. Throws `formula-invalid`. */
export function findIndex(idOrFormula: string): {
  definition: IndexDefinition | null;
  id: string;
  formula: string;
} {
  const definition = indices().find(i => i.id.toLowerCase() === idOrFormula.trim().toLowerCase()) ?? null;
  if (definition) return { definition, id: definition.id, formula: definition.formula };
  if (/^[a-z]\w*$/i.test(idOrFormula.trim()) && !isLayer(idOrFormula.trim()))
    throw new BloomlineError(
      'formula-invalid',
      idOrFormula,
      say('index.neither-id-nor-formula', {
        ids: indices()
          .map(i => i.id)
          .join(', '),
      }),
    );
  parseFormula(idOrFormula);
  return { definition: null, id: idOrFormula.trim(), formula: idOrFormula };
}

function isLayer(word: string): boolean {
  try {
    parseFormula(word);
    return true;
  } catch {
    return false;
  }
}

/** Layers that the scene lacks for a formula. */
export function missingLayers(scene: Scene, formula: string): string[] {
  return layersOf(parseFormula(formula)).filter(layer =>
    /^b\d+$/.test(layer)
      ? Number(layer.slice(1)) > scene.bands.length || layer === 'b0'
      : !scene.bands.some(b => b.role === layer),
  );
}

/** Roles that a scene's sensor has bands for; null where the sensor is not known. */
export function sensorRoles(scene: Scene): (string | null)[] | null {
  return (
    sensors()
      .find(s => s.id === scene.sensor)
      ?.bands.map(b => b.role) ?? null
  );
}

/** Where the sensor is not known. */
const usualWavelength = (role: string): number | null =>
  bandRoles.some(r => r === role) ? bandRoleFacts[role as BandRole].wavelengthNm : null;

/** The wavelength of a role: the sensor's, else Sentinel-2's. */
export function wavelengthOf(scene: Scene): (role: string) => number | null {
  return role => scene.bands.find(b => b.role === role)?.wavelengthNm ?? usualWavelength(role);
}

/** What a recipe must say where wavelengths were assumed. */
export function wavelengthWarning(scene: Scene, formula: string): string | null {
  const assumed = wavelengthsOf(parseFormula(formula)).filter(
    role => !scene.bands.find(b => b.role === role)?.wavelengthNm,
  );
  return assumed.length ? inEnglish('index.wavelengths-assumed', { roles: assumed.join(', ') }) : null;
}

/** Why a known sensor cannot give a formula; null where naming bands may help. */
function whyNot(scene: Scene, formula: string, missing: readonly string[]): Said | null {
  const roles = sensorRoles(scene);
  if (!roles || !missing.some(role => !roles.includes(role))) return null;
  const id = indices().find(i => i.formula === formula)?.id ?? 'the formula';
  return missingReason(id, missing, scene, roles);
}

/** The kernel of an index for a scene. Throws `band-missing` naming the roles. */
export function kernelFor(scene: Scene, formula: string): Kernel {
  const missing = missingLayers(scene, formula);
  if (missing.length)
    throw new BloomlineError(
      'band-missing',
      scene.name,
      whyNot(scene, formula, missing) ??
        say('index.formula-needs', {
          missing: missing.join(', '),
          roles: scene.bands.map(b => b.role ?? `b${b.index}`).join(' '),
          example: missing.map(m => `${m}=1`).join(','),
        }),
    );
  return compileKernel(formula, wavelengthOf(scene));
}
