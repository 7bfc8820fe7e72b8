import { fileNameOf } from '#renderer/language/file-name.ts';
import type { CallInput } from '#core/contract/calls.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { attempt, showNotice } from '#renderer/state/notices.ts';

/** Writes the sites that fit. Answers where, or undefined where it failed. */
export async function takeAway(wanted: CallInput<'plots.export'>) {
  const written = await attempt(() => runJob('plots.export', wanted));
  if (!written) return undefined;
  const { sites, observations, photos, missingPhotos } = written;
  if (missingPhotos.length > 0)
    showNotice('warning', 'takeaway.missing-photos', { count: missingPhotos.length });
  showNotice('done', 'takeaway.done', {
    file: fileNameOf(written.path),
    sites,
    observations,
    photos,
  });
  return written;
}
