// Reads of one owner's things. Staff see them while acting for the owner.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { actingFor } from './acting.ts';
import { call } from './api.ts';
import { pageSize } from './campaign.queries.ts';
import { type CampaignView, type Page, type SessionEvent } from './contract.ts';
import {
  type AudiencePreview,
  type CampaignInput,
  type ContactFilters,
  type ContactDataView,
  type ContactView,
  type Forecast,
  type ImportReport,
  type MediaView,
  type NextMessage,
  type OwnSession,
  type OwnSettings,
  type PreviewInput,
  type TemplatePreview,
  type TemplateSet,
  type TestNumber,
  type WhyNot,
} from './owner-space.types.ts';

/** Begins every key: a signal or a change makes the whole of one owner's space old. */
export const ownKeys = {
  all: ['own'] as const,
  status: ['own', 'status'] as const,
  settings: ['own', 'settings'] as const,
  contacts: ['own', 'contacts'] as const,
  templates: ['own', 'templates'] as const,
  media: ['own', 'media'] as const,
  testNumbers: ['own', 'test-numbers'] as const,
  campaigns: ['own', 'campaigns'] as const,
};

export const ownQueries = {
  status: () =>
    queryOptions({
      queryKey: ownKeys.status,
      queryFn: ({ signal }): Promise<OwnSession> => call('get', '/status', { signal }),
      refetchInterval: 15_000,
    }),
  settings: () =>
    queryOptions({
      queryKey: ownKeys.settings,
      queryFn: ({ signal }): Promise<OwnSettings> => call('get', '/settings', { signal }),
    }),
  /** Numbers that test messages may go to besides the own one; that they were looked at is written down. */
  testNumbers: () =>
    queryOptions({
      queryKey: ownKeys.testNumbers,
      queryFn: ({ signal }): Promise<{ numbers: TestNumber[] }> => call('get', '/templates/test/numbers', { signal }),
    }),
  events: () =>
    queryOptions({
      queryKey: [...ownKeys.status, 'events'] as const,
      queryFn: ({ signal }): Promise<Page<'events', SessionEvent>> =>
        call('get', '/session/events', { query: { limit: 6 }, signal }),
    }),
  contacts: (filters: ContactFilters) =>
    queryOptions({
      queryKey: [...ownKeys.contacts, 'list', filters] as const,
      queryFn: ({ signal }): Promise<Page<'contacts', ContactView>> =>
        call('get', '/contacts', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  contact: (id: string) =>
    queryOptions({
      queryKey: [...ownKeys.contacts, 'one', id] as const,
      queryFn: ({ signal }): Promise<ContactView> => call('get', `/contacts/${id}`, { signal }),
    }),
  contactData: (id: string) =>
    queryOptions({
      queryKey: [...ownKeys.contacts, 'data', id] as const,
      queryFn: ({ signal }): Promise<ContactDataView> => call('get', `/contacts/${id}/data`, { signal }),
    }),
  importJob: (jobId: string) =>
    queryOptions({
      queryKey: ['own', 'import', jobId] as const,
      queryFn: ({ signal }): Promise<ImportReport> => call('get', `/contacts/import/${jobId}`, { signal }),
      refetchInterval: ({ state }) => (isOver(state.data) ? false : 1000),
    }),
  /** @param ownerId whose own set it is, where staff ask */
  templates: (set: 'own' | 'installation', ownerId?: string) =>
    queryOptions({
      queryKey: [...ownKeys.templates, set, ownerId] as const,
      queryFn: ({ signal }): Promise<TemplateSet> =>
        call('get', set === 'own' ? '/templates' : '/admin/templates', { signal, ownerId }),
    }),
  /** @param ownerId whose own set it is, where staff ask */
  preview: (set: 'own' | 'installation', body: PreviewInput, ownerId?: string) =>
    queryOptions({
      queryKey: ['own', 'preview', set, body, ownerId] as const,
      queryFn: ({ signal }): Promise<TemplatePreview> =>
        call('post', set === 'own' ? '/templates/preview' : '/admin/templates/preview', { body, signal, ownerId }),
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 30_000,
    }),
  media: (set: 'own' | 'installation') =>
    queryOptions({
      queryKey: [...ownKeys.media, set] as const,
      queryFn: ({ signal }): Promise<Page<'media', MediaView>> =>
        call('get', set === 'own' ? '/media' : '/admin/media', { query: { limit: 100 }, signal }),
    }),
  campaigns: (status: string | null) =>
    queryOptions({
      queryKey: [...ownKeys.campaigns, 'list', status] as const,
      queryFn: ({ signal }): Promise<Page<'campaigns', CampaignView>> =>
        call('get', '/campaigns', { query: { status, limit: 50 }, signal }),
    }),
  campaign: (id: string) =>
    queryOptions({
      queryKey: [...ownKeys.campaigns, 'one', id] as const,
      queryFn: ({ signal }): Promise<CampaignView> => call('get', `/campaigns/${id}`, { signal }),
    }),
  audience: (targetFilter: CampaignInput['targetFilter']) =>
    queryOptions({
      queryKey: [...ownKeys.campaigns, 'audience', targetFilter] as const,
      queryFn: ({ signal }): Promise<AudiencePreview> =>
        call('post', '/campaigns/preview', { body: { targetFilter }, signal }),
      placeholderData: keepPreviousData,
      retry: false,
    }),
  /** The message that leaves next, and what holds it back. */
  next: () =>
    queryOptions({
      queryKey: [...ownKeys.campaigns, 'next'] as const,
      queryFn: ({ signal }): Promise<NextMessage> => call('get', '/targets/next', { signal }),
      refetchInterval: 15_000,
    }),
  /** @param ownerId whose campaign it is, where staff ask */
  forecast: (id: string, ownerId?: string) =>
    queryOptions({
      queryKey: [...ownKeys.campaigns, 'forecast', id] as const,
      queryFn: ({ signal }): Promise<Forecast> => call('get', `/campaigns/${id}/forecast`, { signal, ownerId }),
    }),
  /** @param ownerId whose campaign it is, where staff ask */
  why: (targetId: string, ownerId?: string) =>
    queryOptions({
      queryKey: ['own', 'why', targetId] as const,
      queryFn: ({ signal }): Promise<WhyNot> => call('get', `/targets/${targetId}/why`, { signal, ownerId }),
      staleTime: 0,
    }),
};

const isOver = (report: ImportReport | undefined): boolean => report?.status === 'done' || report?.status === 'failed';

/** Whether pages of an owner have somebody to be about. */
export const hasOwner = (role: string | undefined): boolean => role === 'user' || actingFor() !== null;
