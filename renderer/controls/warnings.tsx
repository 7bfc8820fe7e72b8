import { TriangleAlert } from 'lucide-react';
import { useWords } from '../language/use-words.ts';

/** Warnings of the host and of the window, in the user's language. */
export function Warnings({ lines }: { lines: readonly string[] }) {
  const { said } = useWords();
  if (lines.length === 0) return null;
  return (
    <ul className="warnings">
      {lines.map(line => (
        <li key={line}>
          <TriangleAlert size={14} aria-hidden />
          <span>{said(line)}</span>
        </li>
      ))}
    </ul>
  );
}
