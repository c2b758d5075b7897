import { type OwnerId } from '@relance/kernel';
import { type DayMessage, type MessageTemplate } from './template.ts';

/** Which set of seven days: the installation's, or an owner's own one that goes before it. */
export type TemplateSet = 'installation' | { readonly ownerId: OwnerId };

/** A day as an owner sends it, and whose words they are. */
export type OwnedTemplate = MessageTemplate & { readonly source: 'owner' | 'installation' };

/**
 * The message of a day: the campaign's own, else the owner's, else the installation's. Null when there is none or when whoever
 * decides has switched the day off: it is skipped and the sequence goes on.
 */
export function messageOfDay(
  day: number,
  customMessages: readonly DayMessage[],
  templates: readonly MessageTemplate[],
): DayMessage | null {
  const custom = customMessages.find((message) => message.dayNumber === day);
  if (custom) return custom;
  return templates.find((template) => template.dayNumber === day && template.active) ?? null;
}
