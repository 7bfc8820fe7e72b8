import { useEffect, useState } from 'react';
import { forgetDraft, keepDraft, loadDraft } from './drafts.ts';
import { attempt } from './notices.ts';

/** What is typed into a form that is kept under a key until it is saved or discarded. */
export function useDraft<T>(key: string, fresh: () => T) {
  const [value, setValue] = useState(fresh);
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    void attempt(async () => {
      const left = await loadDraft<T>(key);
      if (left === null) return;
      setValue(left);
      setRestored(true);
    });
  }, [key]);
  const change = (next: T) => {
    setValue(next);
    keepDraft(key, next);
  };
  const discard = async () => {
    setValue(fresh());
    setRestored(false);
    await forgetDraft(key);
  };
  return { value, change, restored, discard };
}
