/** What a colour means is decided in the status tables; a tone only says which one it is. */
export type Tone = 'neutral' | 'blue' | 'green' | 'yellow' | 'purple' | 'red' | 'amber' | 'orange';

/** Written out whole, because the style sheet is built from the class names found in the source. */
export const toneBadge: Record<Tone, string> = {
  neutral: 'bg-tone-neutral-bg text-tone-neutral-text border-tone-neutral-line',
  blue: 'bg-tone-blue-bg text-tone-blue-text border-tone-blue-line',
  green: 'bg-tone-green-bg text-tone-green-text border-tone-green-line',
  yellow: 'bg-tone-yellow-bg text-tone-yellow-text border-tone-yellow-line',
  purple: 'bg-tone-purple-bg text-tone-purple-text border-tone-purple-line',
  red: 'bg-tone-red-bg text-tone-red-text border-tone-red-line',
  amber: 'bg-tone-amber-bg text-tone-amber-text border-tone-amber-line',
  orange: 'bg-tone-orange-bg text-tone-orange-text border-tone-orange-line',
};

export const toneSolid: Record<Tone, string> = {
  neutral: 'bg-tone-neutral-solid',
  blue: 'bg-tone-blue-solid',
  green: 'bg-tone-green-solid',
  yellow: 'bg-tone-yellow-solid',
  purple: 'bg-tone-purple-solid',
  red: 'bg-tone-red-solid',
  amber: 'bg-tone-amber-solid',
  orange: 'bg-tone-orange-solid',
};

export const toneText: Record<Tone, string> = {
  neutral: 'text-tone-neutral-text',
  blue: 'text-tone-blue-text',
  green: 'text-tone-green-text',
  yellow: 'text-tone-yellow-text',
  purple: 'text-tone-purple-text',
  red: 'text-tone-red-text',
  amber: 'text-tone-amber-text',
  orange: 'text-tone-orange-text',
};

/** Pale, for what is still to come. */
export const tonePale: Record<Tone, string> = {
  neutral: 'bg-tone-neutral-line dark:bg-tone-neutral-bg',
  blue: 'bg-tone-blue-line dark:bg-tone-blue-bg',
  green: 'bg-tone-green-line dark:bg-tone-green-bg',
  yellow: 'bg-tone-yellow-line dark:bg-tone-yellow-bg',
  purple: 'bg-tone-purple-line dark:bg-tone-purple-bg',
  red: 'bg-tone-red-line dark:bg-tone-red-bg',
  amber: 'bg-tone-amber-line dark:bg-tone-amber-bg',
  orange: 'bg-tone-orange-line dark:bg-tone-orange-bg',
};
