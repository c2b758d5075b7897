import { type MessageTemplate } from '../template/template.ts';

export interface TemplateStore {
  /** The default set by day; days without a template are left out. */
  all(): Promise<readonly MessageTemplate[]>;
  find(dayNumber: number): Promise<MessageTemplate | null>;
  /** Creates or replaces the template of a day. */
  save(template: Omit<MessageTemplate, 'updatedAt'>, now: Date): Promise<MessageTemplate>;
  remove(dayNumber: number): Promise<boolean>;
  /** Writes the seeded texts for days that never had one; run at boot, safe to repeat. */
  seed(templates: readonly Omit<MessageTemplate, 'updatedAt'>[], now: Date): Promise<void>;
}
export const TEMPLATE_STORE = Symbol('TemplateStore');
