import { type OwnerId, type Transaction } from '@relance/kernel';
import { type OwnedTemplate, type TemplateSet } from '../template/template-set.ts';
import { type DayMessage, type MessageTemplate } from '../template/template.ts';

export interface TemplateStore {
  /** The installation's set by day; days without a template are left out. */
  all(): Promise<readonly MessageTemplate[]>;
  /** What an owner sends by day: the own ones, the installation's where there is none; switched off days are among them. */
  ofOwner(ownerId: OwnerId): Promise<readonly OwnedTemplate[]>;
  /** A day of the installation's set. */
  find(dayNumber: number): Promise<MessageTemplate | null>;
  /** Creates or replaces a day of a set. What `beside` writes in the transaction it is handed is saved with it, or neither is. */
  save(
    set: TemplateSet,
    template: DayMessage & { readonly active: boolean },
    now: Date,
    beside?: (transaction: Transaction) => Promise<void>,
  ): Promise<MessageTemplate>;
  /** False, and nothing is written, when the set has no such day. */
  remove(set: TemplateSet, dayNumber: number, beside?: (transaction: Transaction) => Promise<void>): Promise<boolean>;
  /** Writes the seeded texts for days that never had one; run at boot, safe to repeat. */
  seed(templates: readonly Omit<MessageTemplate, 'updatedAt'>[], now: Date): Promise<void>;
}
export const TEMPLATE_STORE = Symbol('TemplateStore');
