import type { ReactNode } from 'react';

/** A short mark beside a name. */
export function Chip({
  children,
  look = 'plain',
  title,
}: {
  children: ReactNode;
  look?: 'plain' | 'warning' | 'danger' | 'accent';
  title?: string;
}) {
  return (
    <span className={`chip chip-${look}`} title={title}>
      {children}
    </span>
  );
}
