import { join } from 'node:path';
import type { packageCalls } from '#core/contract/package-calls.ts';
import { productStem } from '#host/files/file-name.ts';
import { receivedDetail, receivePackage } from '#host/exchange/packages/receive-package.ts';
import { verifyWhole } from '#host/exchange/packages/verify-package.ts';
import type { Handlers } from '#host/server/context/context.ts';

export const packageHandlers: Pick<Handlers, keyof typeof packageCalls> = {
  'package.write': async (
    { assessmentId, language, directory, office },
    { workspace, roots, pool },
    progress,
  ) => {
    // Drawing libraries are loaded when something is drawn.
    const { packAssessment } = await import('#host/exchange/packages/pack-assessment.ts');
    const { name, approval } = workspace.catalogue.assessments.get(assessmentId);
    const { path, bytes, number, seal, warnings } = await packAssessment(
      workspace.catalogue,
      {
        assessmentId,
        path: join(roots.check(directory), `${productStem(approval?.number ?? '', name, 'package')}.zip`),
        who: workspace.who,
        office,
        pool,
        sheet: { language, paper: 'A4', orientation: 'landscape', organisation: office.slice(0, 60) },
      },
      progress,
    );
    return { path, bytes, number, seal, warnings };
  },
  'package.verify': ({ path }, { roots }) => verifyWhole(roots.check(path)),
  'package.import': async ({ path }, { workspace, roots, send }) => {
    const taken = await receivePackage(workspace.catalogue, workspace.who, roots.check(path));
    send({ type: 'changed', what: 'packages' });
    return taken;
  },
  'package.list': (_, { workspace }) => workspace.catalogue.packages.received(),
  'package.get': ({ packageId }, { workspace }) => receivedDetail(workspace.catalogue, packageId),
};
