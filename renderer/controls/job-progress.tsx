import { X } from 'lucide-react';
import { useWords } from '../language/use-words.ts';
import { cancelJob, useJobs, type JobCall } from '../state/jobs.ts';
import { IconButton } from './button.tsx';

/** Progress of a call inside of the dialog that waits for it: the top bar cannot be reached from there. */
export function JobProgress({ calls }: { calls: readonly JobCall[] }) {
  const { t } = useWords();
  const job = useJobs(s => s.jobs.findLast(j => calls.includes(j.call)));
  if (!job) return null;
  const name = t(`job.${job.call}`);
  return (
    <span className="job">
      <span>{job.cancelling ? t('job.cancelling') : name}</span>
      <progress value={job.total > 0 ? job.done / job.total : undefined} max={1} aria-label={name} />
      <IconButton
        label={t('job.cancel', { name })}
        disabled={job.cancelling}
        onClick={() => cancelJob(job.id)}
      >
        <X size={13} />
      </IconButton>
    </span>
  );
}
