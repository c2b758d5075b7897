import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { theme: { text: ['caption', 'table', 'work', 'lead', 'title', 'figure'], radius: ['control', 'card'] } },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...parts: ClassValue[]): string {
  return merge(clsx(parts));
}
