import { callHost } from '../client/call-host.ts';
import { asHostError } from '../client/host-error.ts';
import { useBloom } from './bloom.ts';
import { useCorrections } from './corrections.ts';
import { useScenes } from './scenes.ts';
import { useZones } from './zones.ts';
import { workspaceStore } from './root.ts';
import { afterPause, latest } from './asking.ts';

/** The mask of the bloom task on the scene at hand, as tiles and the read-out name it. */
interface Mask {
  sceneId: number | null;
  maskId: string;
  /** Why the mask cannot be made, in the host's words. */
  problem: string | null;
}

export const useMask = workspaceStore<Mask>()(() => ({ sceneId: null, maskId: 'auto', problem: null }));

/** The mask for a scene: that of the bloom task where it is made for it, else the cloud mask alone. */
export const maskIdFor = (sceneId: number, mask: Mask = useMask.getState()): string =>
  mask.sceneId === sceneId ? mask.maskId : useBloom.getState().mask.clouds;

const pauseMs = 150;

/** Asks the host for the mask anew whenever something that it is made of changes. Returns a function that stops it. */
export function followMask(): () => void {
  const newest = latest();
  const changes = afterPause();
  const ask = async () => {
    const sceneId = useScenes.getState().activeId;
    const scene = useScenes.getState().scenes.find(s => s.id === sceneId);
    if (sceneId === null || !scene || scene.missing !== null) return;
    const { zoneIds, mask } = useBloom.getState();
    const known = useZones.getState().zones.map(zone => zone.id);
    const there = known.filter(id => zoneIds.has(id));
    try {
      const made = await newest(() => callHost('mask.prepare', { sceneId, zoneIds: there, mask }));
      if (made) useMask.setState({ sceneId, maskId: made.maskId, problem: null });
    } catch (error) {
      useMask.setState({ sceneId, maskId: mask.clouds, problem: asHostError(error)?.message ?? null });
    }
  };
  const soon = () => changes.wait(() => void ask(), pauseMs);
  const stops = [
    useBloom.subscribe((now, last) => (now.mask !== last.mask || now.zoneIds !== last.zoneIds) && soon()),
    useScenes.subscribe(
      (now, last) => (now.activeId !== last.activeId || now.scenes !== last.scenes) && soon(),
    ),
    useCorrections.subscribe((now, last) => now.corrections !== last.corrections && soon()),
    useZones.subscribe((now, last) => now.zones !== last.zones && soon()),
  ];
  return () => {
    changes.drop();
    stops.forEach(stop => stop());
  };
}
