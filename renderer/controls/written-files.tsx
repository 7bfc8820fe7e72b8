import type { ReactNode } from 'react';
import { fileNameOf } from '../language/file-name.ts';
import { fileSize } from '../language/numbers.ts';

interface WrittenFilesProps {
  files: readonly { path: string; bytes: number }[];
  'data-testid'?: string;
  /** Lines before the files. */
  children?: ReactNode;
}

/** What was written: names and sizes, the whole path as a tooltip. */
export function WrittenFiles({ files, children, ...rest }: WrittenFilesProps) {
  return (
    <ul className="files" {...rest}>
      {children}
      {files.map(file => (
        <li key={file.path}>
          <span className="clip" title={file.path}>
            {fileNameOf(file.path)}
          </span>
          <small>{fileSize(file.bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
