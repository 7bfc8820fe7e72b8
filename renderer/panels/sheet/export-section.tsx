import { FolderOpen, FolderOutput } from 'lucide-react';
import { mapDpi } from '#core/contract/map-calls.ts';
import type { ProductKind } from '#core/contract/products.ts';
import { shell } from '../../client/shell.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { fileSize } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import {
  chosenProducts,
  isWhole,
  sheetOptions,
  sheetProducts,
  useSheet,
} from '#renderer/panels/sheet/state/sheet.ts';
import { fileNameOf } from '../../language/file-name.ts';

/** Which products go where, and what was written. */
export function ExportSection() {
  const { t, say, language } = useWords();
  const sheet = useSheet();
  const { setProducts, directory, setDirectory, form, busy, written, kind, dpi, setDpi } = sheet;
  // Maps that are not an assessment's own are files of a sheet only.
  const offered = isWhole(sheet)
    ? sheet.offered
    : sheet.offered.filter(o => sheetProducts.some(kind => kind === o.kind));
  const products = chosenProducts(sheet);
  const wanted = offered.filter(o => products.includes(o.kind));
  const toggle = (kind: ProductKind, on: boolean) =>
    setProducts(on ? [...products, kind] : products.filter(other => other !== kind));
  const choose = async () => {
    const paths = await pickPaths('export');
    if (paths) setDirectory(paths[0]);
  };
  const run = () => attempt(() => useSheet.getState().exportAll(sheetOptions(form, language)));
  const ready = kind !== null && wanted.length > 0 && directory.trim() !== '' && !busy;
  return (
    <Section title={t('sheet.export')}>
      <div className="products">
        {offered.map(({ kind, label }) => (
          <label className="check" key={kind}>
            <input
              type="checkbox"
              checked={products.includes(kind)}
              onChange={event => toggle(kind, event.target.checked)}
            />
            <span>{say(label)}</span>
          </label>
        ))}
      </div>
      <Segmented
        label={t('maps.dpi')}
        value={String(dpi)}
        choices={mapDpi.map(value => ({ value: String(value), label: `${value} dpi` }))}
        onChange={value => setDpi(mapDpi.find(one => String(one) === value)!)}
      />
      <Field label={t('sheet.folder')}>
        <div className="joined">
          <input
            className="input"
            aria-label={t('sheet.folder')}
            value={directory}
            spellCheck={false}
            placeholder={t('sheet.folder-hint')}
            onChange={event => setDirectory(event.target.value)}
          />
          <IconButton label={t('sheet.choose-folder')} onClick={() => void choose()}>
            <FolderOpen size={15} />
          </IconButton>
        </div>
      </Field>
      <div className="buttons">
        <Button look="primary" icon={<FolderOutput size={14} />} disabled={!ready} onClick={() => void run()}>
          {t(busy ? 'sheet.exporting' : 'sheet.run')}
        </Button>
      </div>
      {written && (
        <ul className="files" data-testid="exported">
          {written.products.map(product => (
            <li key={product.path}>
              <span className="clip" title={product.path}>
                {fileNameOf(product.path)}
              </span>
              <small>{fileSize(product.bytes)}</small>
              {shell && (
                <IconButton
                  label={t('sheet.reveal', { name: product.path })}
                  onClick={() => void attempt(() => shell!.reveal(product.path))}
                >
                  <FolderOpen size={13} />
                </IconButton>
              )}
            </li>
          ))}
          <li className="muted">{written.directory}</li>
        </ul>
      )}
    </Section>
  );
}
