import { UserRound, Users } from 'lucide-react';
import { useWords } from '../../language/use-words.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { usePeople } from '../../state/people.ts';

/** Who is signed in; sign in, or set people up. */
export function PersonButton() {
  const { t } = useWords();
  const open = useDialogs(s => s.open);
  const { people, me, who } = usePeople();
  const none = people.length === 0;
  const text = none ? null : me ? `${me.name} · ${t(`people.role-${me.role}`)}` : t('people.sign-in');
  const title = none ? t('people.works-as', { who: who ?? '' }) : t('people.title');
  return (
    <button
      type="button"
      className={`text-button${!none && !me ? ' is-asking' : ''}`}
      data-testid="person"
      aria-label={none ? t('people.set-up') : t('people.title')}
      title={title}
      onClick={() => open({ kind: 'people' })}
    >
      {none ? <Users size={15} aria-hidden /> : <UserRound size={15} aria-hidden />}
      {text && <span className="clip">{text}</span>}
    </button>
  );
}
