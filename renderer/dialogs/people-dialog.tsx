import { useState } from 'react';
import { roles, type Role } from '#core/review/people.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { usePeople } from '../state/people.ts';
import { PeopleList } from './people/people-list.tsx';
import { PinField } from './people/pin-field.tsx';

/** Sign in and out; set people up, their roles and PINs. */
export function PeopleDialog() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const { people, me, rights } = usePeople();
  return (
    <Dialog title={t('people.title')} size="medium" onClose={close}>
      <div className="people">
        {people.length === 0 ? (
          <>
            <p>{t('people.none')}</p>
            <AddPerson first />
          </>
        ) : me === null ? (
          <SignIn />
        ) : (
          <>
            <SignedIn />
            {rights.includes('people') && (
              <>
                <Uncertified />
                <PeopleList />
                <AddPerson />
              </>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function SignIn() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const { people, act } = usePeople();
  const active = people.filter(p => p.active);
  const [personId, setPersonId] = useState(active[0]?.id ?? 0);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const signIn = () =>
    attempt(async () => {
      setBusy(true);
      try {
        await act('people.sign-in', { personId, pin });
        close();
      } finally {
        setBusy(false);
        setPin('');
      }
    });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void signIn();
      }}
    >
      <Field label={t('people.person')}>
        <select
          className="input"
          value={personId}
          onChange={event => setPersonId(Number(event.target.value))}
        >
          {active.map(p => (
            <option key={p.id} value={p.id}>{`${p.name} · ${t(`people.role-${p.role}`)}`}</option>
          ))}
        </select>
      </Field>
      <PinField label={t('people.pin')} value={pin} onChange={setPin} />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={busy || pin === ''}>
          {t('people.sign-in')}
        </Button>
      </div>
      <p className="hint">{t('people.forgotten')}</p>
    </form>
  );
}

/** Keys of people who were here before the workspace had a key of its own. */
function Uncertified() {
  const { t } = useWords();
  const uncertified = usePeople(s => s.uncertified);
  const act = usePeople(s => s.act);
  return uncertified.map(({ personId, name, key }) => (
    <div key={key} className="buttons">
      <span className="grow">{t('people.uncertified', { name, key: key.slice(0, 19) })}</span>
      <Button onClick={() => void attempt(() => act('people.certify', { personId }))}>
        {t('people.certify')}
      </Button>
    </div>
  ));
}

function SignedIn() {
  const { t } = useWords();
  const me = usePeople(s => s.me)!;
  const act = usePeople(s => s.act);
  const [oldPin, setOldPin] = useState('');
  const [pin, setPin] = useState('');
  const change = () =>
    attempt(async () => {
      await callHost('people.set-pin', { personId: me.id, pin, oldPin });
      setOldPin('');
      setPin('');
      showNotice('done', 'people.pin-changed');
    });
  return (
    <>
      <div className="buttons">
        <strong className="grow">{`${me.name} · ${t(`people.role-${me.role}`)}`}</strong>
        <Button onClick={() => void attempt(() => act('people.sign-out', {}))}>{t('people.sign-out')}</Button>
      </div>
      <div className="pair">
        <PinField label={t('people.old-pin')} value={oldPin} onChange={setOldPin} />
        <PinField label={t('people.new-pin')} value={pin} onChange={setPin} />
      </div>
      <div className="buttons">
        <Button disabled={pin.length < 6 || oldPin === ''} onClick={() => void change()}>
          {t('people.change-pin')}
        </Button>
      </div>
    </>
  );
}

function AddPerson({ first = false }: { first?: boolean }) {
  const { t } = useWords();
  const act = usePeople(s => s.act);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'admin' : 'analyst');
  const [pin, setPin] = useState('');
  const add = () =>
    attempt(async () => {
      await act('people.add', { name: name.trim(), role, pin });
      setName('');
      setPin('');
    });
  return (
    <form
      className="card"
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      <strong>{t(first ? 'people.first' : 'people.add')}</strong>
      <div className="pair">
        <TextField label={t('people.name')} maxLength={40} value={name} onChange={setName} />
        <Field label={t('people.role')}>
          <select
            className="input"
            value={role}
            disabled={first}
            onChange={event => setRole(event.target.value as Role)}
          >
            {roles.map(r => (
              <option key={r} value={r}>
                {t(`people.role-${r}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <PinField label={t('people.pin-for')} value={pin} onChange={setPin} hint={t('people.pin-hint')} />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={name.trim() === '' || pin.length < 6}>
          {t('people.add')}
        </Button>
      </div>
      <p className="hint">{t(`people.about-${role}`)}</p>
    </form>
  );
}
