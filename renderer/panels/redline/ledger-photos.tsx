import { useEffect, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';

/** Photos that came back from the field; one is enlarged on a click. */
export function LedgerPhotos({ entryId }: { entryId: number }) {
  const { t } = useWords();
  const [photos, setPhotos] = useState<CallOutput<'ledger.photos'>>([]);
  const [openId, setOpenId] = useState<number | null>(null);
  useEffect(() => {
    void attempt(async () => setPhotos(await callHost('ledger.photos', { entryId })));
  }, [entryId]);
  const open = photos.find(photo => photo.id === openId);
  const facts = open && [
    open.taken && shortTime(open.taken),
    open.lon !== null && open.lat !== null && `${open.lon.toFixed(6)}°, ${open.lat.toFixed(6)}°`,
    open.heading !== null && t('plots.heading', { degrees: Math.round(open.heading) }),
  ];
  return (
    <>
      <ul className="photos" aria-label={t('plots.photos')}>
        {photos.map(photo => (
          <li key={photo.id}>
            <button
              type="button"
              title={photo.name}
              disabled={photo.missing}
              onClick={() => setOpenId(photo.id)}
            >
              {photo.missing ? (
                <span className="hint">{t('plots.photo-missing')}</span>
              ) : (
                <img src={`/ledger-photos/${photo.id}`} alt={photo.name} loading="lazy" />
              )}
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog
          title={open.name}
          size="large"
          onClose={() => setOpenId(null)}
          footer={
            <>
              <span className="hint grow">{facts!.filter(Boolean).join(' · ')}</span>
              <Button look="primary" onClick={() => setOpenId(null)}>
                {t('common.close')}
              </Button>
            </>
          }
        >
          <div className="photo-large">
            <img src={`/ledger-photos/${open.id}`} alt={open.name} />
          </div>
        </Dialog>
      )}
    </>
  );
}
