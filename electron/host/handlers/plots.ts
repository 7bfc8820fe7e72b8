import type { Handlers } from './context.ts';

export const plotHandlers: Pick<
  Handlers,
  | 'parameters.list'
  | 'sites.list'
  | 'sites.card'
  | 'sites.add'
  | 'sites.update'
  | 'sites.remove'
  | 'observations.add'
> = {
  'parameters.list': (_, { workspace }) => workspace.catalogue.parameters,
  'sites.list': (filter, { workspace }) => workspace.catalogue.sites.list(filter),
  'sites.card': ({ siteId }, { workspace }) => workspace.catalogue.sites.card(siteId),
  'sites.add': (site, { workspace, send }) => {
    const added = workspace.catalogue.sites.add(workspace.who, site);
    send({ type: 'changed', what: 'sites' });
    return added;
  },
  'sites.update': ({ siteId, ...changes }, { workspace, send }) => {
    const updated = workspace.catalogue.sites.update(workspace.who, siteId, changes);
    send({ type: 'changed', what: 'sites' });
    return updated;
  },
  'sites.remove': ({ siteId }, { workspace, send }) => {
    workspace.catalogue.sites.remove(workspace.who, siteId);
    send({ type: 'changed', what: 'sites' });
    return null;
  },
  'observations.add': (added, { workspace, send }) => {
    const observations = workspace.catalogue.observations.add(workspace.who, added);
    send({ type: 'changed', what: 'sites' });
    return observations;
  },
};
