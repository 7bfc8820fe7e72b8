import type { z } from 'zod';
import type { Recipe } from '#core/recipe/recipe.ts';
import type { ZonesRef } from '#core/recipe/request.ts';
import { recordOf } from '#core/review/records.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import type { Means } from '#host/run/resolver.ts';
import type { StateWork } from '#host/run/state/assess-state.ts';

/** A result of any kind. */
export type AnyResult = object & { recipe: Recipe };

/** Where the files and outlines of a record are now. */
export interface Now {
  path: (recorded: string) => string;
  zones: ZonesRef;
  /** Of standing plants; null without any. */
  plants: ZonesRef | null;
}

/** A result that was made again, with what its products are drawn from where its kind has that. */
export interface MadeAgain {
  result: AnyResult;
  plan?: AssessmentPlan;
  work?: StateWork;
}

/** What a kind says of itself. */
interface Definition<Kind extends string, Parameters extends z.ZodType, Request, Made> {
  kind: Kind;
  /** Of its recipes. */
  parameters: Parameters;
  /** Runs a request; `use` gets what was made while rasters that were put on one grid for it are still there. */
  run<Out>(request: Request, means: Means, use: (made: Made) => Out | Promise<Out>): Promise<Out>;
  /** The result among what was made. */
  result(made: Made): AnyResult;
  /** What its products are drawn from beside the result. */
  drawnFrom?(made: Made): Omit<MadeAgain, 'result'>;
  /** What a record asked; null where it was made before such results could be run again. */
  request(record: z.infer<ReturnType<typeof recordOf<Kind, Parameters>>>, now: Now): Request | null;
}

/** One kind of result: how it is run, and how a record of it is run again. */
export interface ResultKind<Kind extends string, Request, Made> {
  kind: Kind;
  run: Definition<Kind, z.ZodType, Request, Made>['run'];
  /**
   * Runs what a record asked once more; null where it does not say that. `use` gets it while rasters that were put on
   * one grid for it are still there. Throws a ZodError for what is no record of this kind.
   */
  again<Out>(
    record: unknown,
    now: Now,
    means: Means,
    use: (made: MadeAgain) => Out | Promise<Out>,
  ): Promise<Out> | null;
}

export function resultKind<Kind extends string, Parameters extends z.ZodType, Request, Made>(
  definition: Definition<Kind, Parameters, Request, Made>,
): ResultKind<Kind, Request, Made> {
  const { kind, parameters, run, result, drawnFrom, request: requestOf } = definition;
  const schema = recordOf(kind, parameters);
  return {
    kind,
    run,
    again(record, now, means, use) {
      const request = requestOf(schema.parse(record), now);
      return request && run(request, means, made => use({ result: result(made), ...drawnFrom?.(made) }));
    },
  };
}
