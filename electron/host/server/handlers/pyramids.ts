import type { Handlers } from '#host/server/context/context.ts';

export const pyramidHandlers: Pick<Handlers, 'pyramid.get' | 'pyramid.build' | 'pyramid.remove'> = {
  'pyramid.get': ({ sceneId }, { workspace, pyramids }) => pyramids.state(workspace.scene(sceneId)),

  'pyramid.build': ({ sceneId }, { workspace, pyramids }) => {
    pyramids.build(workspace.scene(sceneId));
    return null;
  },

  'pyramid.remove': ({ sceneId }, { workspace, pyramids }) => {
    pyramids.remove(workspace.scene(sceneId));
    return null;
  },
};
