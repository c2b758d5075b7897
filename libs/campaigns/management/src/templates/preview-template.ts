import {
  type AttributeCoverage,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type DayMessage,
  foreignWarnings,
  MEDIA_STORE,
  type MediaStore,
  placeholdersIn,
  renderParts,
  TEMPLATE_STORE,
  type TemplateSet,
  type TemplateStore,
  type TemplateValues,
  textFor,
  type TextWarning,
  variableOf,
} from '@relance/campaigns-domain';
import { documentId } from '@relance/kernel';
import { USER_DIRECTORY, type UserDirectory } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@relance/campaigns-core';
import { MediaService } from '../media/media.service.ts';
import { MessageRules } from './message-rules.ts';
import { type TemplatePreviewBody } from './template.dto.ts';
import { textsOf } from './template.service.ts';
import { type PreviewWarning, type TemplatePreviewView } from './template.view.ts';

type Reader = Pick<Contact, 'name' | 'referrerName' | 'attributes' | 'language'>;

/** Stands in where no contact is named: a name that would break a careless template. */
const sample: Reader = { name: 'Aïcha N’Diaye', referrerName: 'Jean-Baptiste', attributes: {}, language: null };

/** Shows a message as a person would read it, and what is doubtful in it. */
@Injectable()
export class PreviewTemplate {
  constructor(
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(MEDIA_STORE) private readonly mediaStore: MediaStore,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    private readonly rules: MessageRules,
    private readonly media: MediaService,
  ) {}

  async run(set: TemplateSet, body: TemplatePreviewBody): Promise<TemplatePreviewView> {
    const reader = body.contactId ? await this.contact(set, body.contactId) : sample;
    const message = await this.message(set, body);
    const asked = body.language ?? reader.language ?? 'fr';
    const { text, language } = textFor(message, asked);
    const owner = set === 'installation' ? set : set.ownerId;
    const coverage = await this.rules.coverageFor(owner, [text]);
    const values = await this.valuesOf(set, reader, message.dayNumber, body.campaignName ?? null);
    const shown = coverage && reader === sample ? { ...values, attributes: samplesOf(coverage) } : values;
    const rendered = renderParts(text, shown, language);
    const files = await this.mediaStore.findMany(
      message.mediaIds.map((id) => documentId<'MediaId'>(id)),
      owner,
    );
    return {
      text: rendered.text,
      language,
      fallback: language !== asked,
      warnings: [...foreignWarnings(text), ...lackWarnings(text, coverage)],
      media: await this.media.views(files),
      length: rendered.text.length,
    };
  }

  private async contact(set: TemplateSet, id: string): Promise<Contact> {
    const contact = set === 'installation' ? null : await this.contacts.find(documentId<'ContactId'>(id), set.ownerId);
    if (!contact) throw notFound('contact');
    return contact;
  }

  /** What is being written, checked as if it were saved; else what the day says. */
  private async message(set: TemplateSet, body: TemplatePreviewBody): Promise<DayMessage> {
    const day = body.day ?? body.dayNumber ?? 1;
    const { messageTemplate } = body;
    const mediaIds = (body.mediaIds ?? []).map((id) => id.toLowerCase());
    if (messageTemplate) {
      const owner = set === 'installation' ? set : set.ownerId;
      await this.rules.assertSendable(owner, [{ path: '', texts: messageTemplate, mediaIds }]);
      return { dayNumber: day, messageTemplate: textsOf(messageTemplate), mediaIds };
    }
    const days = set === 'installation' ? await this.templates.all() : await this.templates.ofOwner(set.ownerId);
    const template = days.find(({ dayNumber }) => dayNumber === day);
    if (!template) throw notFound('template');
    return body.mediaIds ? { ...template, mediaIds } : template;
  }

  private async valuesOf(
    set: TemplateSet,
    { name, referrerName, attributes }: Reader,
    day: number,
    campaignName: string | null,
  ): Promise<TemplateValues> {
    return { name, referrerName, attributes, day, campaignName, ownerName: await this.ownerName(set) };
  }

  private async ownerName(set: TemplateSet): Promise<string | null> {
    if (set === 'installation') return null;
    return (await this.directory.owners([set.ownerId])).get(set.ownerId)?.name ?? null;
  }
}

/** A sample person has every attribute that anybody has, so that the text is seen filled in. */
const samplesOf = ({ keys }: AttributeCoverage): Readonly<Record<string, string>> =>
  Object.fromEntries([...keys.values()].map(({ key }) => [key, `‹${key}›`]));

/** Attributes that at least half of the contacts lack: their fallback would be read by most. */
function lackWarnings(text: string, coverage: AttributeCoverage | null): readonly (TextWarning & PreviewWarning)[] {
  if (coverage === null || coverage.contacts === 0) return [];
  const { contacts, keys } = coverage;
  return placeholdersIn(text).flatMap(({ name, source }) => {
    const ref = variableOf(name);
    if (ref?.kind !== 'attribute') return [];
    const missing = contacts - (keys.get(ref.key)?.contacts ?? 0);
    if (missing * 2 < contacts) return [];
    const problem = `${missing} of ${contacts} contacts have no value for ${source}`;
    return [{ problem, placeholder: source, missing, of: contacts }];
  });
}
