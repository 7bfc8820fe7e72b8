import { TriangleAlert } from 'lucide-react';

/** Warnings of the host, as it says them. */
export function Warnings({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="warnings">
      {lines.map(line => (
        <li key={line}>
          <TriangleAlert size={14} aria-hidden />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}
