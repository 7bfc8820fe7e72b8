import { Camera, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Photo } from '#core/plots/site.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';

/** Photos of a site; one is enlarged on a click. */
export function PhotoSection({ siteId, photos }: { siteId: number; photos: readonly Photo[] }) {
  const { t } = useWords();
  const writable = useWritable();
  const [openId, setOpenId] = useState<number | null>(null);
  const open = photos.find(photo => photo.id === openId);
  const add = async () => {
    const paths = await pickPaths('photos');
    if (paths) await usePlots.getState().write('photos.add', { siteId, paths });
  };
  return (
    <Section
      title={t('plots.photos')}
      actions={
        <Button
          look="quiet"
          icon={<Camera size={14} />}
          disabled={!writable}
          onClick={() => void attempt(add)}
        >
          {t('plots.attach-photos')}
        </Button>
      }
    >
      {photos.length === 0 ? (
        <p className="hint">{t('plots.no-photos')}</p>
      ) : (
        <ul className="photos">
          {photos.map(photo => (
            <li key={photo.id}>
              <button type="button" title={photo.note || photo.name} onClick={() => setOpenId(photo.id)}>
                {photo.missing ? (
                  <span className="hint">{t('plots.photo-missing')}</span>
                ) : (
                  <img src={`/photos/${photo.id}`} alt={photo.note || photo.name} loading="lazy" />
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && <PhotoDialog key={open.id} photo={open} onClose={() => setOpenId(null)} />}
    </Section>
  );
}

function PhotoDialog({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const { t } = useWords();
  const writable = useWritable();
  const [note, setNote] = useState(photo.note);
  const { write } = usePlots.getState();
  const close = () => {
    onClose();
    if (note !== photo.note) void attempt(() => write('photos.note', { photoId: photo.id, note }));
  };
  const remove = () => {
    onClose();
    void attempt(() => write('photos.remove', { photoId: photo.id }));
  };
  const facts = [
    photo.taken && shortTime(photo.taken),
    photo.lon !== null && photo.lat !== null && `${photo.lon.toFixed(6)}°, ${photo.lat.toFixed(6)}°`,
    photo.heading !== null && t('plots.heading', { degrees: Math.round(photo.heading) }),
  ];
  return (
    <Dialog
      title={photo.name}
      size="large"
      onClose={close}
      footer={
        <>
          <span className="hint grow">{facts.filter(Boolean).join(' · ')}</span>
          <Button icon={<Trash2 size={14} />} disabled={!writable} onClick={remove}>
            {t('common.remove')}
          </Button>
          <Button look="primary" onClick={close}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="photo-large">
        <img src={`/photos/${photo.id}`} alt={photo.note || photo.name} />
        <TextField
          label={t('plots.note')}
          value={note}
          maxLength={2000}
          disabled={!writable}
          onChange={setNote}
        />
      </div>
    </Dialog>
  );
}
