import {
  type Campaign,
  type Contact,
  type DayMessage,
  type Language,
  type Media,
  MEDIA_STORE,
  type MediaStore,
  messageOfDay,
  type OwnedTemplate,
  placeholdersIn,
  render,
  type Target,
  TEMPLATE_STORE,
  type TemplateStore,
  TEXT_MAX,
  textFor,
  variableOf,
} from '@relance/campaigns-domain';
import { type Clock, documentId, type OwnerId } from '@relance/kernel';
import {
  INSTALLATION_SETTINGS,
  type InstallationSettingsReader,
  SYSTEM_CLOCK,
  USER_DIRECTORY,
  type UserDirectory,
} from '@relance/platform';
import { SendingSignals, sha256 } from '@relance/campaigns-core';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

export type ComposedMessage = {
  readonly text: string;
  readonly language: Language;
  readonly textHash: string;
  /** Sent with it, in this order. */
  readonly media: readonly Media[];
};

/** A change made by another process is seen after this time; one made in this process at once. */
const TEMPLATES_FOR_MS = 1000;
const NAMES_FOR_MS = 60_000;
const OWNERS_MAX = 1000;

type Read<T> = { readonly at: number; readonly edition: number; readonly value: T };

/** Writes a target's message of the day: the campaign's own, else the owner's, else the installation's. */
@Injectable()
export class ComposeMessage {
  private readonly templates = new LRUCache<OwnerId, Read<readonly OwnedTemplate[]>>({ max: OWNERS_MAX });
  private readonly names = new LRUCache<OwnerId, Read<string | null>>({ max: OWNERS_MAX });

  constructor(
    @Inject(TEMPLATE_STORE) private readonly store: TemplateStore,
    @Inject(MEDIA_STORE) private readonly media: MediaStore,
    @Inject(INSTALLATION_SETTINGS) private readonly settings: InstallationSettingsReader,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    private readonly signals: SendingSignals,
  ) {}

  /** Null when the day has no message: it is skipped and the sequence goes on. */
  async run(campaign: Campaign, target: Target, contact: Contact): Promise<ComposedMessage | null> {
    const { ownerId, currentDay } = target;
    const message = messageOfDay(currentDay, campaign.customMessages, await this.templatesOf(ownerId));
    if (message === null) return null;
    // The contact's language as it is now: what it was at enrolment may have been changed since.
    const { text, language } = textFor(message, contact.language ?? 'fr');
    const values = {
      name: contact.name,
      referrerName: contact.referrerName,
      day: currentDay,
      attributes: contact.attributes,
      campaignName: campaign.name,
      ownerName: asksForOwner(text) ? await this.nameOf(ownerId) : null,
    };
    const rendered = await this.withOptOutLine(render(text, values, language), language);
    return { text: rendered, language, textHash: sha256(rendered), media: await this.filesOf(message, ownerId) };
  }

  /** The installation's line that says how to opt out, behind every text when it is set. */
  private async withOptOutLine(text: string, language: Language): Promise<string> {
    const { optOutLine } = await this.settings.read();
    const whole = optOutLine ? `${text}\n\n${optOutLine[language]}` : text;
    return whole.length <= TEXT_MAX ? whole : text;
  }

  /** Files that were removed since are left out: their message still says its words. */
  private async filesOf({ mediaIds }: DayMessage, ownerId: OwnerId): Promise<readonly Media[]> {
    if (mediaIds.length === 0) return [];
    return this.media.findMany(
      mediaIds.map((id) => documentId<'MediaId'>(id)),
      ownerId,
    );
  }

  private templatesOf(ownerId: OwnerId): Promise<readonly OwnedTemplate[]> {
    return this.remembered(this.templates, ownerId, TEMPLATES_FOR_MS, () => this.store.ofOwner(ownerId));
  }

  private nameOf(ownerId: OwnerId): Promise<string | null> {
    const read = async () => (await this.directory.owners([ownerId])).get(ownerId)?.name ?? null;
    return this.remembered(this.names, ownerId, NAMES_FOR_MS, read);
  }

  private async remembered<T>(
    cache: LRUCache<OwnerId, Read<T>>,
    ownerId: OwnerId,
    forMs: number,
    read: () => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now().getTime();
    const known = cache.get(ownerId);
    const edition = this.signals.messagesEdition;
    if (known && known.edition === edition && now - known.at <= forMs) return known.value;
    const value = await read();
    cache.set(ownerId, { at: now, edition, value });
    return value;
  }
}

const asksForOwner = (text: string): boolean =>
  placeholdersIn(text).some(({ name }) => {
    const ref = variableOf(name);
    return ref?.kind === 'variable' && ref.name === 'owner.name';
  });
