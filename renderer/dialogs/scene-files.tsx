import type { FileLayout } from '#core/scene/scene.ts';
import { dash, fileSize } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { fileNameOf } from '../language/file-name.ts';

/** How each file is stored. */
export function SceneFiles({ files }: { files: readonly FileLayout[] }) {
  const { t } = useWords();
  return (
    <section className="block">
      <h3>{t('scene.files')}</h3>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{t('scene.band.file')}</th>
              <th className="number">{t('scene.fact.size')}</th>
              <th>{t('scene.file.compression')}</th>
              <th>{t('scene.file.blocks')}</th>
              <th>{t('scene.file.interleave')}</th>
              <th>{t('scene.file.overviews')}</th>
              <th className="number">{t('scene.file.bytes')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(file => (
              <tr key={file.file}>
                <td className="clip" title={file.file}>
                  {fileNameOf(file.file)}
                </td>
                <td className="number">
                  {file.width} × {file.height}
                </td>
                <td>
                  {file.compression}
                  {file.bigTiff && ' · BigTIFF'}
                </td>
                <td>
                  {t(`scene.file.${file.layout}`)} {file.blockSize.join(' × ')}
                </td>
                <td>{t(`scene.file.by-${file.interleave}`)}</td>
                <td>
                  {file.overviews.length > 0 ? file.overviews.map(size => size.join('×')).join(', ') : dash}
                </td>
                <td className="number">{fileSize(file.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
