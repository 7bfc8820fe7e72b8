import { LoaderCircle, X } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { cancelJob, useJobs } from '../../state/jobs.ts';

/** What the host is working on, with a way to stop it. */
export function JobList() {
  const { t } = useWords();
  const jobs = useJobs(s => s.jobs);
  return (
    <div className="jobs" aria-live="polite">
      {jobs.map(job => {
        const share = job.total > 0 ? job.done / job.total : null;
        const call = t(`job.${job.call}`);
        const name = job.subject ? `${call}: ${job.subject}` : call;
        return (
          <div className="job" key={job.id} title={job.stage}>
            <LoaderCircle size={14} className="spin" aria-hidden />
            <span className="clip">{job.cancelling ? t('job.cancelling') : name}</span>
            <progress value={share ?? undefined} max={1} aria-label={name} />
            <IconButton
              label={t('job.cancel', { name })}
              disabled={job.cancelling}
              onClick={() => cancelJob(job.id)}
            >
              <X size={13} />
            </IconButton>
          </div>
        );
      })}
    </div>
  );
}
