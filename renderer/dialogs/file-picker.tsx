import { Camera, CornerLeftUp, File, Folder, Image, Map as MapIcon, Boxes, Table } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FileEntry, FileListing } from '#core/contract/calls.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { callHost } from '../client/call-host.ts';
import { asHostError, type HostError } from '../client/host-error.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { fileSize, shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import type { PickKind } from '../state/dialogs.ts';
import { useSession } from '../state/session.ts';

const icons = {
  folder: Folder,
  raster: Image,
  vector: MapIcon,
  table: Table,
  photo: Camera,
  workspace: Boxes,
  other: File,
};

const takes: Record<PickKind, (entry: FileEntry) => boolean> = {
  // A zip may hold scenes as well as zones and tables.
  scene: entry => entry.kind === 'raster' || /\.zip$/i.test(entry.name),
  // Texts may hold zones, too: WKT, or a land survey's corners.
  zones: entry => entry.kind === 'vector' || /\.(csv|tsv|txt)$/i.test(entry.name),
  export: () => false,
  workspace: entry => entry.kind === 'workspace',
  table: entry => entry.kind === 'table' || entry.kind === 'vector',
  photos: entry => entry.kind === 'photo',
  package: entry => /\.gpkg$/i.test(entry.name),
  sealed: entry => /\.zip$/i.test(entry.name),
  template: entry => /\.json$/i.test(entry.name),
};
/** Kinds of picking that may end with the folder itself. */
const takesFolder: Record<PickKind, boolean> = {
  scene: true,
  zones: false,
  export: true,
  workspace: true,
  table: true,
  photos: false,
  package: false,
  sealed: false,
  template: false,
};

/** Files and folders of the host's machine, for a window without dialogs of its own. */
export function FilePicker({ kind, answer }: { kind: PickKind; answer: (paths: string[] | null) => void }) {
  const { t, said } = useWords();
  const [listing, setListing] = useState<FileListing | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<HostError | null>(null);
  const [showAll, setShowAll] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const recent = useSession(s => s.workspace?.recent) ?? [];

  const go = async (path?: string) => {
    try {
      const found = await callHost('files.list', { path });
      setListing(found);
      // Whoever types, or is about to, while the first listing is on its way is not disturbed.
      // At once: between the question and a later render the user could begin to type.
      const isTyping = path === undefined && document.activeElement === input.current;
      if (!isTyping) flushSync(() => setTyped(now => (path === undefined && now !== '' ? now : found.path)));
      setChosen([]);
      setError(null);
    } catch (problem) {
      setError(asHostError(problem));
    }
  };
  useEffect(() => void go(), []);

  const multiple = kind === 'scene' || kind === 'photos';
  const pick = (entry: FileEntry, add: boolean) => {
    const others = multiple && add ? chosen.filter(path => path !== entry.path) : [];
    const was = chosen.includes(entry.path);
    setChosen(was && add ? others : [...others, entry.path]);
    setTyped(entry.path);
  };
  const enter = (entry: FileEntry) => {
    if (entry.kind === 'folder' || (entry.kind === 'workspace' && kind !== 'workspace')) void go(entry.path);
    else answer(multiple && chosen.length > 1 ? chosen : [entry.path]);
  };
  const enterTyped = () =>
    kind === 'scene' && isUrl(typed.trim()) ? answer([typed.trim()]) : void go(typed.trim());
  const done = () => answer(chosen.length > 0 ? chosen : [typed.trim()]);
  // A typed path may be a file of any name: what it is, the host finds out.
  const ready =
    chosen.length > 0 || (typed.trim() !== '' && (takesFolder[kind] || typed.trim() !== listing?.path));
  const shown = (listing?.entries ?? []).filter(
    entry => entry.kind === 'folder' || entry.kind === 'workspace' || showAll || takes[kind](entry),
  );

  return (
    <Dialog
      title={t(`picker.title-${kind}`)}
      size="large"
      onClose={() => answer(null)}
      footer={
        <>
          <span className="hint grow">{t(`picker.hint-${kind}`)}</span>
          <Button onClick={() => answer(null)}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onClick={done}>
            {chosen.length > 1
              ? t('picker.take-many', { count: chosen.length })
              : t(chosen.length === 0 && takesFolder[kind] ? 'picker.take-folder' : 'picker.take')}
          </Button>
        </>
      }
    >
      <div className="picker">
        <nav className="picker-roots" aria-label={t('picker.roots')}>
          {listing?.roots.map(root => (
            <button type="button" key={root.path} onClick={() => void go(root.path)} title={root.path}>
              <Folder size={14} aria-hidden />
              <span className="clip">{root.name}</span>
            </button>
          ))}
          {kind === 'workspace' && recent.length > 0 && <h3>{t('picker.recent')}</h3>}
          {kind === 'workspace' &&
            recent.map(workspace => (
              <button
                type="button"
                key={workspace.path}
                onClick={() => answer([workspace.path])}
                title={workspace.path}
              >
                <Boxes size={14} aria-hidden />
                <span className="clip">{workspace.name}</span>
              </button>
            ))}
        </nav>
        <div className="picker-main">
          <div className="joined">
            <IconButton
              label={t('picker.up')}
              disabled={!listing?.parent}
              onClick={() => listing?.parent && void go(listing.parent)}
            >
              <CornerLeftUp size={15} />
            </IconButton>
            <input
              ref={input}
              className="input"
              aria-label={t('picker.path')}
              value={typed}
              spellCheck={false}
              placeholder={t('picker.type-path')}
              onChange={event => {
                setTyped(event.target.value);
                setChosen([]);
              }}
              onKeyDown={event => event.key === 'Enter' && enterTyped()}
            />
          </div>
          {error && (
            <p className="field-problem" role="alert">
              {t(`errors.${error.code}`)}: {error.subject} {said(error.said)}
            </p>
          )}
          <ul
            className="picker-list"
            role="listbox"
            aria-multiselectable={multiple}
            aria-label={t('picker.files')}
          >
            {shown.map(entry => {
              const Icon = icons[entry.kind];
              return (
                <li
                  key={entry.path}
                  role="option"
                  tabIndex={0}
                  aria-selected={chosen.includes(entry.path)}
                  onClick={event => pick(entry, event.ctrlKey || event.metaKey || event.shiftKey)}
                  onDoubleClick={() => enter(entry)}
                  onKeyDown={event => {
                    if (event.key === 'Enter') enter(entry);
                    if (event.key === ' ') pick(entry, true);
                  }}
                >
                  <Icon size={15} aria-hidden className={`kind-${entry.kind}`} />
                  <span className="clip">{entry.name}</span>
                  <small>{entry.kind === 'folder' ? '' : fileSize(entry.bytes)}</small>
                  <small>{shortTime(entry.modified)}</small>
                </li>
              );
            })}
            {listing && shown.length === 0 && <li className="muted">{t('picker.nothing')}</li>}
          </ul>
          <label className="check">
            <input type="checkbox" checked={showAll} onChange={event => setShowAll(event.target.checked)} />
            <span>{t('picker.show-all')}</span>
          </label>
        </div>
      </div>
    </Dialog>
  );
}
