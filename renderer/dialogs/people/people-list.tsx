import { useState } from 'react';
import { roles, type Person, type Role } from '#core/review/people.ts';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { usePeople } from '../../state/people.ts';
import { PinField } from './pin-field.tsx';

/** Everybody, for an administrator: role, whether they may sign in, a new PIN. */
export function PeopleList() {
  const { t } = useWords();
  const people = usePeople(s => s.people);
  return (
    <table className="table" aria-label={t('people.list')}>
      <thead>
        <tr>
          <th>{t('people.name')}</th>
          <th>{t('people.role')}</th>
          <th>{t('people.active')}</th>
          <th>{t('people.pin')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(person => (
          <Row key={person.id} person={person} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ person }: { person: Person }) {
  const { t } = useWords();
  const me = usePeople(s => s.me);
  const act = usePeople(s => s.act);
  const [pin, setPin] = useState<string | null>(null);
  const { id, name, role, active } = person;
  const give = () =>
    attempt(async () => {
      await callHost('people.set-pin', { personId: id, pin: pin! });
      setPin(null);
      showNotice('done', 'people.pin-changed');
    });
  return (
    <tr>
      <td>{name}</td>
      <td>
        <select
          className="input"
          aria-label={t('people.role-of', { name })}
          value={role}
          onChange={event =>
            void attempt(() => act('people.update', { personId: id, role: event.target.value as Role }))
          }
        >
          {roles.map(r => (
            <option key={r} value={r}>
              {t(`people.role-${r}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={t('people.active-of', { name })}
          checked={active}
          onChange={event =>
            void attempt(() => act('people.update', { personId: id, active: event.target.checked }))
          }
        />
      </td>
      <td>
        {me?.id === id ? null : pin === null ? (
          <Button look="quiet" onClick={() => setPin('')}>
            {t('people.reset-pin')}
          </Button>
        ) : (
          <div className="joined">
            <PinField label={t('people.pin-of', { name })} value={pin} onChange={setPin} />
            <Button disabled={pin.length < 6} onClick={() => void give()}>
              {t('people.change-pin')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
