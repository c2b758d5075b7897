/** A ring that empties with the time left, the seconds inside. `fraction` 1 = all time left. */
export function CountdownRing({ seconds, fraction, label }: { seconds: number; fraction: number; label: string }) {
  const radius = 15;
  const around = 2 * Math.PI * radius;
  const left = Math.min(1, Math.max(0, fraction));
  return (
    <span role="timer" aria-label={label} className="relative inline-grid size-9 shrink-0 place-items-center">
      <svg viewBox="0 0 36 36" className="absolute inset-0 -rotate-90" aria-hidden>
        <circle cx="18" cy="18" r={radius} fill="none" strokeWidth="3" className="stroke-border" />
        <circle
          cx="18"
          cy="18"
          r={radius}
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={around}
          strokeDashoffset={around * (1 - left)}
          className="stroke-accent"
        />
      </svg>
      <span aria-hidden className="text-caption font-medium tabular-nums">
        {seconds}
      </span>
    </span>
  );
}
