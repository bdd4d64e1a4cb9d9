/** The brand mark: a flight recorder's trace that stays flat, spikes at the moment of failure, and goes on. */
export function Mark({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className}>
      <rect width="24" height="24" rx="5.5" fill="var(--brand)" />
      <path
        d="M3.5 14.5h4.2l1.8-3 2.6 7.5 3-14 2.2 9.5h3.2"
        fill="none"
        stroke="#1a0b03"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Mark and name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2">
      <Mark />
      <span className="text-lg font-semibold tracking-tight">Debrief</span>
    </span>
  );
}
