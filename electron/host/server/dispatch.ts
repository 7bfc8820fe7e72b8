import { calls, type CallName } from '#core/contract/calls.ts';
import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Progress } from '#host/files/progress.ts';
import { assessmentHandlers } from './handlers/assessments.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { redlineHandlers } from './handlers/redline.ts';
import { admit } from './admit.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';
import { careHandlers } from './handlers/care.ts';
import { ecologyHandlers } from './handlers/ecology.ts';
import { mapHandlers } from './handlers/maps.ts';
import { maskHandlers } from './handlers/masks.ts';
import { pyramidHandlers } from './handlers/pyramids.ts';
import { peopleHandlers } from './handlers/people.ts';
import { plotHandlers } from './handlers/plots.ts';
import { packageHandlers } from './handlers/packages.ts';
import { reportHandlers } from './handlers/reports.ts';
import { reviewHandlers } from './handlers/review.ts';
import { seriesHandlers } from './handlers/series.ts';
import { sceneHandlers } from './handlers/scenes.ts';
import { workspaceHandlers } from './handlers/workspace.ts';
import { zoneHandlers } from './handlers/zones.ts';

const handlers: Handlers = {
  ...workspaceHandlers,
  ...sceneHandlers,
  ...pyramidHandlers,
  ...zoneHandlers,
  ...assessmentHandlers,
  ...redlineHandlers,
  ...ledgerHandlers,
  ...mapHandlers,
  ...maskHandlers,
  ...plotHandlers,
  ...careHandlers,
  ...seriesHandlers,
  ...ecologyHandlers,
  ...peopleHandlers,
  ...reviewHandlers,
  ...packageHandlers,
  ...reportHandlers,
};

/** Checks a call's input against the contract and runs its handler. */
export async function dispatch(
  name: string,
  input: unknown,
  context: Context,
  progress: Progress,
): Promise<unknown> {
  if (!Object.hasOwn(calls, name)) throw new BloomlineError('not-found', name, say('host.no-such-call'));
  const call = calls[name as CallName];
  const checked = call.input.safeParse(input);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new BloomlineError(
      'bad-input',
      `${name} ${issue.path.join('.')}`.trim(),
      asReported(issue.message),
    );
  }
  admit(name as CallName, context.workspace);
  const { writes }: { writes: string } = call;
  if (writes === 'workspace') await context.workspace.catalogue.writable();
  const handler = handlers[name as CallName] as (
    input: unknown,
    context: Context,
    progress: Progress,
  ) => unknown;
  return handler(checked.data, context, progress);
}
