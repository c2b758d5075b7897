import {
  type Campaign,
  type Contact,
  type Language,
  type MessageTemplate,
  messageOfDay,
  render,
  type Target,
  TEMPLATE_STORE,
  type TemplateStore,
  textFor,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../shared/message-id.ts';

export type ComposedMessage = { readonly text: string; readonly language: Language; readonly textHash: string };

/** Templates change rarely; a second's delay of a change is not seen by anybody. */
const TEMPLATES_FOR_MS = 1000;

/** Writes a target's message of the day: the campaign's own, else the default one. */
@Injectable()
export class ComposeMessage {
  private templates: { readonly at: number; readonly all: readonly MessageTemplate[] } | null = null;

  constructor(
    @Inject(TEMPLATE_STORE) private readonly store: TemplateStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when the day has no message: it is skipped and the sequence goes on. */
  async run(campaign: Campaign, target: Target, contact: Contact): Promise<ComposedMessage | null> {
    const message = messageOfDay(target.currentDay, campaign.customMessages, await this.defaults());
    if (message === null) return null;
    const { text, language } = textFor(message, target.language);
    const values = {
      name: contact.name,
      referrerName: contact.referrerName,
      day: target.currentDay,
      attributes: contact.attributes,
    };
    const rendered = render(text, values, language);
    return { text: rendered, language, textHash: sha256(rendered) };
  }

  private async defaults(): Promise<readonly MessageTemplate[]> {
    const now = this.clock.now().getTime();
    if (this.templates === null || now - this.templates.at > TEMPLATES_FOR_MS) {
      this.templates = { at: now, all: await this.store.all() };
    }
    return this.templates.all;
  }
}
