import { changeSince } from '#core/bloom/bloom-change.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { InboxReport, InboxState } from '#core/contract/inbox.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { notOnePass } from '#core/scene/join-scenes.ts';
import type { CatalogueScene, Scene } from '#core/scene/scene.ts';
import { inEnglish } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { throwIfCancelled } from '#host/files/progress.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { earlierOf } from '#host/run/bloom/earlier-results.ts';
import { bloomKind } from '#host/run/kinds/bloom.ts';
import type { Means } from '#host/run/resolver.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { keptRequests, type KeptRequest } from './kept-requests.ts';
import { arrivalsIn, picturesOf, type Arrival } from './packages-in.ts';

export interface TakeIn {
  folder: string;
  catalogue: Catalogue;
  who: string;
  means: Means;
  /** Told before the first package: how many there are, and their bytes. */
  onPlan?: (plan: { packages: number; bytes: number }) => void;
  /** Told after each, with how many are done. */
  onItem?: (report: InboxReport, done: number, packages: number) => void;
}

/** Reasons that a lake is not in a picture: no failure. */
const notThere = new Set(['zone-outside', 'nothing-valid', 'zones-empty']);

/**
 * Takes what is new in a folder: each package is opened, its pictures come into the catalogue, every lake with a kept
 * request is assessed on them, and the drafts are left on the desk. Nothing is signed. A package that fails is told and
 * stops nothing; what was taken before is passed over, so that a pass that was killed goes on where it was.
 */
export async function takeIn(task: TakeIn): Promise<InboxReport[]> {
  const { folder, catalogue, who, means } = task;
  const known = new Map(catalogue.inbox.list(folder).map(item => [item.name, item]));
  const fresh = arrivalsIn(folder).filter(a => known.get(a.name)?.version !== a.version);
  task.onPlan?.({ packages: fresh.length, bytes: fresh.reduce((sum, a) => sum + a.bytes, 0) });
  const requests = keptRequests(catalogue);
  const reports: InboxReport[] = [];
  for (const arrival of fresh) {
    throwIfCancelled(means.progress.signal);
    const started = performance.now();
    const made = await takePackage(arrival, requests, task);
    const { drafts, ...item } = made;
    const kept = catalogue.inbox.keep(who, {
      folder,
      name: arrival.name,
      version: arrival.version,
      ...item,
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    });
    const report = { ...kept, drafts };
    reports.push(report);
    task.onItem?.(report, reports.length, fresh.length);
  }
  return reports;
}

type Made = Pick<InboxReport, 'state' | 'sceneIds' | 'assessmentIds' | 'messages' | 'drafts'>;

async function takePackage(arrival: Arrival, requests: readonly KeptRequest[], task: TakeIn): Promise<Made> {
  const made: Made = { state: 'no-lake', sceneIds: [], assessmentIds: [], messages: [], drafts: [] };
  const { pool, resolver } = task.means;
  let failed = false;
  let twice = 0;
  let pictures;
  try {
    pictures = await (pool ? pool.run('listPictures', { paths: arrival.paths }) : picturesOf(arrival));
  } catch (error) {
    return { ...made, state: 'failed', messages: [wordsOf(error)] };
  }
  for (const { paths } of pictures) {
    try {
      // Unpacking and looking take their time: in a thread, where there are any.
      const scene = await (pool
        ? pool.run('openScene', { paths, options: {} })
        : resolver.scene({ files: paths }));
      const same = sameAs(scene, task.catalogue);
      if (same) {
        twice++;
        made.messages.push(inEnglish('inbox.twice', { name: scene.name, known: same.name }));
        continue;
      }
      const kept = keepScene(scene, task);
      made.sceneIds.push(kept.id);
      made.messages.push(...scene.warnings);
      await assessLakes(kept, requests, task, made);
    } catch (error) {
      if (error instanceof BloomlineError && error.code === 'cancelled') throw error;
      failed = true;
      made.messages.push(wordsOf(error));
    }
  }
  if (requests.length === 0) made.messages.push(inEnglish('inbox.no-requests'));
  made.messages = [...new Set(made.messages)];
  made.state = stateOf(made, failed, twice > 0 && twice === pictures.length);
  return made;
}

function stateOf(made: Made, failed: boolean, twice: boolean): InboxState {
  if (made.assessmentIds.length > 0) return 'assessed';
  if (failed) return 'failed';
  return twice ? 'twice' : 'no-lake';
}

const wordsOf = (error: unknown): string => {
  if (error instanceof BloomlineError) return `${error.subject}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};

/** A scene of the catalogue that shows the same place at the same time, from other files. */
function sameAs(scene: Scene, { scenes }: Catalogue): CatalogueScene | undefined {
  if (!scene.acquired || !scene.grid.crs || scenes.find(scene.files.map(f => f.file))) return undefined;
  return scenes
    .list()
    .find(
      other =>
        other.sensor === scene.sensor &&
        other.acquired === scene.acquired &&
        notOnePass(other, scene)?.code === 'scene.same-place',
    );
}

function keepScene(scene: Scene, { catalogue, who }: TakeIn): CatalogueScene {
  const there = catalogue.scenes.find(scene.files.map(f => f.file));
  return there ?? catalogue.scenes.add(who, scene, footprintOf(scene));
}

async function assessLakes(
  scene: CatalogueScene,
  requests: readonly KeptRequest[],
  { catalogue, who, means }: TakeIn,
  made: Made,
): Promise<void> {
  const before = catalogue.assessments.list();
  for (const request of requests) {
    // A pass that was killed may have left it.
    const earlier = before.find(
      a =>
        a.kind === 'bloom' &&
        a.sceneIds.join() === `${scene.id}` &&
        a.zoneIds.join() === request.zoneIds.join(),
    );
    if (earlier) {
      made.assessmentIds.push(earlier.id);
      continue;
    }
    try {
      const result = await bloomKind.run(request.of(scene.id), means, ({ result: found }) => found);
      if (result.zones.every(zone => zone.problem)) continue;
      tellChange(result, request, scene, catalogue);
      const name = `${scene.name} ${result.index}`;
      const draft = catalogue.assessments.add(who, {
        name,
        sceneIds: [scene.id],
        zoneIds: request.zoneIds,
        result,
      });
      made.assessmentIds.push(draft.id);
      made.messages.push(...result.recipe.warnings);
      made.drafts.push({
        id: draft.id,
        name,
        zones: result.zones.map(({ zone, bloomAreaKm2, bloomShare, grade }) => ({
          zone,
          bloomAreaKm2,
          bloomShare,
          grade: grade ? `${grade.level} ${grade.label}` : null,
        })),
      });
    } catch (error) {
      if (!(error instanceof BloomlineError) || error.code === 'cancelled') throw error;
      if (notThere.has(error.code)) continue;
      made.messages.push(inEnglish('inbox.not-assessed', { lake: request.from.name, why: wordsOf(error) }));
    }
  }
}

function tellChange(
  result: BloomResult,
  request: KeptRequest,
  scene: CatalogueScene,
  catalogue: Catalogue,
): void {
  if (!scene.acquired) return;
  result.zones.forEach((zone, i) => {
    const earlier = earlierOf(catalogue, request.zoneIds[i], result.index);
    zone.change = changeSince(bloomRules(), zone, scene.acquired!, earlier);
  });
}
