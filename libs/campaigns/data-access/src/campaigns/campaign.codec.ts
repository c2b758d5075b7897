import {
  type Campaign,
  type EnrolmentProgress,
  type NewCampaign,
  foldText,
  noCounts,
  noDayFunnel,
  noEnrolment,
  noMessages,
  noPerDay,
} from '@relance/campaigns-domain';
import { documentId, ownerId, searchBeginnings } from '@relance/kernel';
import { Types } from 'mongoose';
import { type CampaignDocument, type StoredEnrolment } from './campaign.schema.ts';

/** Reads a stored campaign; what an older version did not write reads as its default. */
export function toCampaign(stored: CampaignDocument): Campaign {
  const { _id, nameKey: _nameKey, searchKeys: _searchKeys, isUncounted: _isUncounted, ...document } = stored;
  return {
    ...document,
    id: documentId<'CampaignId'>(_id.toHexString()),
    ownerId: ownerId(document.ownerId),
    description: document.description ?? null,
    statusReason: document.statusReason ?? null,
    targetFilter: document.targetFilter ?? null,
    audienceMode: document.audienceMode ?? 'frozen',
    stopOnReply: document.stopOnReply ?? false,
    customMessages: document.customMessages ?? [],
    scheduledStartDate: document.scheduledStartDate ?? null,
    runAfterCampaignId: document.runAfterCampaignId
      ? documentId<'CampaignId'>(document.runAfterCampaignId.toHexString())
      : null,
    priority: document.priority ?? 0,
    startedAt: document.startedAt ?? null,
    pausedAt: document.pausedAt ?? null,
    completedAt: document.completedAt ?? null,
    cancelledAt: document.cancelledAt ?? null,
    enrolment: toEnrolment(document.enrolment),
    counts: { ...noCounts(), ...document.counts, exitedBy: { ...noCounts().exitedBy, ...document.counts?.exitedBy } },
    messages: { ...noMessages(), ...document.messages },
    dayFunnel: document.dayFunnel ?? noDayFunnel(),
    perDay: document.perDay ?? noPerDay(),
    statsRev: document.statsRev ?? 0,
    rev: document.rev ?? 0,
    epoch: document.epoch ?? 0,
  };
}

const toEnrolment = (stored: Partial<StoredEnrolment> = {}): EnrolmentProgress => ({
  ...noEnrolment(),
  ...stored,
  split: stored.split ?? noEnrolment().split,
  cursor: stored.cursor ? documentId<'ContactId'>(stored.cursor.toHexString()) : null,
});

export const toStoredEnrolment = ({ cursor, ...progress }: EnrolmentProgress): StoredEnrolment => ({
  ...progress,
  cursor: idOrNull(cursor),
});

/** What sorting by name and searching go by. */
export const nameKeys = (name: string): Pick<CampaignDocument, 'nameKey' | 'searchKeys'> => {
  const nameKey = foldText(name);
  return { nameKey, searchKeys: searchBeginnings(nameKey) };
};

/** The document of a campaign that does not exist yet, with every counter at zero. */
export function newCampaignDocument(campaign: NewCampaign, now: Date): CampaignDocument {
  return {
    ...campaign,
    _id: new Types.ObjectId(),
    ...nameKeys(campaign.name),
    runAfterCampaignId: idOrNull(campaign.runAfterCampaignId),
    createdAt: now,
    updatedAt: now,
    enrolment: toStoredEnrolment(noEnrolment()),
    counts: noCounts(),
    messages: noMessages(),
    dayFunnel: noDayFunnel(),
    perDay: noPerDay(),
    statsRev: 0,
    rev: 0,
    epoch: 0,
  };
}

export const idOrNull = (id: string | null): Types.ObjectId | null => (id === null ? null : new Types.ObjectId(id));

/** Fields of a change in their stored form: ids as ObjectIds, the folded name beside the name. */
export function toStoredFields(change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
  if (typeof fields['name'] === 'string') Object.assign(fields, nameKeys(fields['name']));
  if (typeof fields['runAfterCampaignId'] === 'string') {
    fields['runAfterCampaignId'] = new Types.ObjectId(fields['runAfterCampaignId']);
  }
  return fields;
}
