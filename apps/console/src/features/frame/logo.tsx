/** The logo: two arrows in a round, on the accent. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={`shrink-0 ${className}`} aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" className="stroke-accent-text">
        <path d="M10 12.5a7.5 7.5 0 0 1 13 2.2M22 19.5a7.5 7.5 0 0 1-13-2.2" />
        <path d="M23.6 9.6v5.4h-5.3M8.4 22.4V17h5.3" />
      </g>
    </svg>
  );
}
