import {
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type DayMessage,
  render,
  TEMPLATE_STORE,
  type TemplateStore,
  type TemplateValues,
  textFor,
} from '@relance/campaigns-domain';
import { documentId, type OwnerId } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@relance/campaigns-core';
import { type TemplatePreviewBody, type TextsBody } from './template.dto.ts';
import { type TemplatePreviewView } from './template.view.ts';

type Reader = Pick<Contact, 'name' | 'referrerName' | 'attributes' | 'language'>;

/** Stands in where no contact is named: a name that would break a careless template. */
const sample: Reader = { name: 'Aïcha $& N’Diaye', referrerName: 'Jean-Baptiste', attributes: {}, language: null };

/** Shows a text as a person would read it. */
@Injectable()
export class PreviewTemplate {
  constructor(
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
  ) {}

  async run(ownerId: OwnerId, body: TemplatePreviewBody): Promise<TemplatePreviewView> {
    const reader = body.contactId ? await this.contact(ownerId, body.contactId) : sample;
    const message = await this.message(body);
    const { text, language } = textFor(message, body.language ?? reader.language ?? 'fr');
    const rendered = render(text, valuesOf(reader, body.dayNumber), language);
    return { text: rendered, language, length: rendered.length };
  }

  private async contact(ownerId: OwnerId, id: string): Promise<Contact> {
    const contact = await this.contacts.find(documentId<'ContactId'>(id), ownerId);
    if (!contact) throw notFound('contact');
    return contact;
  }

  private async message({ messageTemplate, dayNumber }: TemplatePreviewBody): Promise<DayMessage> {
    if (messageTemplate) return { dayNumber, messageTemplate: textsOf(messageTemplate), mediaIds: [] };
    const template = await this.templates.find(dayNumber);
    if (!template) throw notFound('template');
    return template;
  }
}

export const textsOf = ({ fr, en }: TextsBody): { fr: string; en: string | null } => ({ fr, en: en ?? null });

const valuesOf = ({ name, referrerName, attributes }: Reader, day: number): TemplateValues => ({
  name,
  referrerName,
  day,
  attributes,
});
