import {
  ATTRIBUTE_READER,
  type AttributeReader,
  type MessageTemplate,
  type OwnedTemplate,
  TEMPLATE_STORE,
  type TemplateSet,
  type TemplateStore,
} from '@relance/campaigns-domain';
import { SendingSignals } from '@relance/campaigns-core';
import {
  asItIs,
  changesOf,
  type Clock,
  type OwnerId,
  shownOf,
  type ShownFields,
  type Transaction,
} from '@relance/kernel';
import { type AuditEntry, PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Audited, type By } from '../shared/audited.ts';
import { MessageRules } from './message-rules.ts';
import { type TemplateBody, type TextsBody } from './template.dto.ts';
import { type TemplateSetView, templateSetView, type TemplateView, templateView } from './template.view.ts';

export const textsOf = ({ fr, en }: TextsBody): { fr: string; en: string | null } => ({ fr, en: en || null });

/** The seven days as an owner sends them, and as the installation offers them to everybody. */
@Injectable()
export class TemplateService {
  constructor(
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    @Inject(ATTRIBUTE_READER) private readonly attributes: AttributeReader,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly rules: MessageRules,
    private readonly audited: Audited,
    private readonly signals: SendingSignals,
  ) {}

  async list(set: TemplateSet): Promise<TemplateSetView> {
    const [templates, coverage] = await Promise.all([
      this.daysOf(set),
      this.attributes.coverage(set === 'installation' ? null : set.ownerId),
    ]);
    return templateSetView(templates, coverage);
  }

  async read(set: TemplateSet, day: number): Promise<TemplateView> {
    return templateView(day, await this.daysOf(set));
  }

  async write(set: TemplateSet, day: number, body: TemplateBody, by: By): Promise<TemplateView> {
    const mediaIds = (body.mediaIds ?? []).map((id) => id.toLowerCase());
    await this.rules.assertSendable(ownerOf(set), [{ path: '', texts: body.messageTemplate, mediaIds }]);
    const before = await this.ownDay(set, day);
    const after = {
      dayNumber: day,
      messageTemplate: textsOf(body.messageTemplate),
      mediaIds,
      active: body.active ?? true,
    };
    await this.templates.save(set, after, this.clock.now(), (transaction) =>
      this.note(set, day, by, before ? 'template.update' : 'template.create', [before, after], transaction),
    );
    this.signals.messagesEdited();
    return this.read(set, day);
  }

  /** Drops the set's own message of a day, if it has one; answers what is sent instead. */
  async drop(set: TemplateSet, day: number, by: By): Promise<TemplateView> {
    const before = await this.ownDay(set, day);
    await this.templates.remove(set, day, (transaction) =>
      this.note(set, day, by, 'template.delete', [before, null], transaction),
    );
    this.signals.messagesEdited();
    return this.read(set, day);
  }

  private daysOf(set: TemplateSet): Promise<readonly (MessageTemplate | OwnedTemplate)[]> {
    return set === 'installation' ? this.templates.all() : this.templates.ofOwner(set.ownerId);
  }

  private async ownDay(set: TemplateSet, day: number): Promise<MessageTemplate | null> {
    const days = await this.daysOf(set);
    const found = days.find(({ dayNumber }) => dayNumber === day);
    if (!found) return null;
    return 'source' in found && found.source === 'installation' ? null : found;
  }

  private note(
    set: TemplateSet,
    day: number,
    by: By,
    action: string,
    [before, after]: readonly [Noted | null, Noted | null],
    transaction: Transaction,
  ): Promise<void> {
    const ownerId: OwnerId | null = set === 'installation' ? null : set.ownerId;
    const entity = { type: 'template', id: ownerId ? `${ownerId}/${day}` : `installation/${day}`, name: `Day ${day}` };
    return this.audited.note(by, { action, ownerId, entity, ...changeOf(before, after) }, transaction);
  }
}

type Noted = Pick<MessageTemplate, 'messageTemplate' | 'mediaIds' | 'active'>;

/** Lengths, never texts: what people are told is nobody's business but the owner's. */
const shownFields = {
  active: asItIs,
  media: (ids) => ids.length,
  charactersFr: (text) => text.length,
  charactersEn: (text) => text?.length ?? null,
} satisfies Required<ShownFields<ReturnType<typeof audited>>>;

const audited = ({ active, mediaIds, messageTemplate: { fr, en } }: Noted) => ({
  active,
  media: mediaIds,
  charactersFr: fr,
  charactersEn: en,
});

/** A message as it was made or removed; of one that was changed the fields that moved, a text of the same length too. */
function changeOf(before: Noted | null, after: Noted | null): Pick<AuditEntry, 'before' | 'after'> {
  if (before && after) return changesOf(audited(before), audited(after), shownFields);
  const all = (message: Noted) => shownOf(audited(message), shownFields);
  return { before: before && all(before), after: after && all(after) };
}

const ownerOf = (set: TemplateSet): OwnerId | 'installation' => (set === 'installation' ? set : set.ownerId);
