/** The mark: a redline over a line of water. */
export function Mark() {
  return (
    <span className="mark" title="Bloomline 碧线">
      <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden>
        <path
          d="M3 20c4.5-6 8.5-6 13 0s8.5 6 13 0"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="3.6"
          strokeLinecap="round"
        />
        <path
          d="M3 11.5c4.5-6 8.5-6 13 0s8.5 6 13 0"
          fill="none"
          stroke="var(--redline)"
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      </svg>
      <b>碧线</b>
    </span>
  );
}
