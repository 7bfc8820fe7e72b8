import { DatabaseBackup, RotateCcw, Stethoscope } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import type { BackupEntry, Backups as BackupList } from '#core/contract/care-calls.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FolderField } from '../controls/folder-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { fileSize, shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { confirmed, useDialogs } from '../state/dialogs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { CatalogueJournal } from './care/catalogue-journal.tsx';

const parts = ['backups', 'examine', 'journal'] as const;

/** Backups of the catalogue, its examination and its journal. */
export function CareDialog() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const [part, setPart] = useState<(typeof parts)[number]>('backups');
  return (
    <Dialog title={t('backup.open')} size="large" onClose={close}>
      <Segmented
        label={t('backup.open')}
        value={part}
        choices={parts.map(value => ({ value, label: t(`backup.part-${value}`) }))}
        onChange={setPart}
      />
      <div className="care">
        {part === 'backups' && <Backups />}
        {part === 'examine' && <Examination />}
        {part === 'journal' && <CatalogueJournal />}
      </div>
    </Dialog>
  );
}

function Backups() {
  const { t } = useWords();
  const writable = useWritable();
  const [list, setList] = useState<BackupList | null>(null);
  const backups = list?.entries ?? null;
  const [busy, setBusy] = useState(false);
  const load = () => attempt(async () => setList(await callHost('backups.list', {})));
  useEffect(() => void load(), []);
  const make = async () => {
    setBusy(true);
    const made = await attempt(() => callHost('backups.make', {}));
    setBusy(false);
    if (!made) return;
    setList(made);
    showNotice('done', 'backup.made');
  };
  const restore = async (backup: BackupEntry) => {
    const question = {
      title: t('backup.restore'),
      text: t('backup.restore-text', { time: shortTime(backup.time) }),
      action: t('backup.restore'),
    };
    if (!(await confirmed(question))) return;
    setBusy(true);
    const done = await attempt(() => callHost('backups.restore', { name: backup.name }));
    setBusy(false);
    if (done !== undefined) showNotice('done', 'backup.restored', { time: shortTime(backup.time) });
    await load();
  };
  return (
    <>
      <div className="joined">
        <span className="hint grow">{t('backup.hint')}</span>
        <Button
          look="primary"
          icon={<DatabaseBackup size={14} />}
          disabled={!writable || busy}
          onClick={() => void make()}
        >
          {t(busy ? 'backup.busy' : 'backup.make')}
        </Button>
      </div>
      {list && <SecondPlace key={list.secondPlace} list={list} setList={setList} />}
      {backups?.length === 0 && <p className="hint">{t('backup.none')}</p>}
      {backups && backups.length > 0 && (
        <table className="table" aria-label={t('backup.part-backups')} data-testid="backups">
          <thead>
            <tr>
              <th>{t('backup.time')}</th>
              <th>{t('backup.name')}</th>
              <th className="number">{t('backup.size')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {backups.map(backup => (
              <tr key={backup.name}>
                <td>{shortTime(backup.time)}</td>
                <td className="muted wrap">{backup.name}</td>
                <td className="number">{fileSize(backup.bytes)}</td>
                <td className="number">
                  <Button
                    icon={<RotateCcw size={14} />}
                    disabled={!writable || busy}
                    onClick={() => void restore(backup)}
                  >
                    {t('backup.restore')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** A folder on another disk or machine that gets every copy too. */
function SecondPlace({ list, setList }: { list: BackupList; setList: (list: BackupList) => void }) {
  const { t } = useWords();
  const writable = useWritable();
  const [place, setPlace] = useState(list.secondPlace ?? '');
  const keep = () =>
    attempt(async () => setList(await callHost('backups.set-second-place', { place: place.trim() || null })));
  return (
    <>
      <div className="joined">
        <FolderField
          label={t('backup.second-place')}
          choose={t('sheet.choose-folder')}
          value={place}
          onChange={setPlace}
        />
        <Button disabled={!writable || place.trim() === (list.secondPlace ?? '')} onClick={() => void keep()}>
          {t('backup.set-second-place')}
        </Button>
      </div>
      {list.problem !== null && <p className="danger">{list.problem}</p>}
    </>
  );
}

function Examination() {
  const { t, said } = useWords();
  const [findings, setFindings] = useState<CallOutput<'catalogue.examine'> | null>(null);
  const [busy, setBusy] = useState(false);
  const examine = async () => {
    setBusy(true);
    const found = await attempt(() => callHost('catalogue.examine', {}));
    setBusy(false);
    if (found) setFindings(found);
  };
  return (
    <>
      <div className="joined">
        <span className="hint grow">{t('backup.examine-hint')}</span>
        <Button
          look="primary"
          icon={<Stethoscope size={14} />}
          disabled={busy}
          onClick={() => void examine()}
        >
          {t(busy ? 'backup.examining' : 'backup.examine')}
        </Button>
      </div>
      {findings?.length === 0 && <p role="status">{t('backup.in-order')}</p>}
      {findings && findings.length > 0 && (
        <ul className="findings" role="status">
          {findings.map(({ severity, message }) => (
            <li key={message} className={severity === 'error' ? 'danger' : 'warn'}>
              {t(`backup.${severity}`)} {said(message)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
