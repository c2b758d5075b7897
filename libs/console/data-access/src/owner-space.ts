// One owner's things: phone, settings, people, messages, files, own campaigns. Staff see them while acting for the owner.
import {
  keepPreviousData,
  queryOptions,
  useIsMutating,
  useMutation,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { ApiError, type components } from '@relance/api-client';
import { actingFor, withActingOwner } from './acting.ts';
import { call } from './api.ts';
import { type CampaignView, type Page, type TargetFilter } from './contract.ts';
import { pageSize } from './campaign.queries.ts';

type Schemas = components['schemas'];
export type OwnSession = Schemas['SessionView'];
export type OwnSettings = Schemas['SettingsView'];
export type ContactView = Schemas['ContactView'];
export type ContactInput = Partial<Schemas['ContactBody']>;
export type TemplateView = Schemas['TemplateView'];
export type TemplateSet = Schemas['TemplateSetView'];
export type TemplatePreview = Schemas['TemplatePreviewView'];
export type MediaView = Schemas['MediaView'];
export type AudiencePreview = Schemas['PreviewAnswer'] & { estimated?: boolean };
export type Forecast = Schemas['ForecastView'];
export type Texts = { fr: string; en?: string | null };
export type CustomMessage = { dayNumber: number; messageTemplate: Texts; mediaIds?: string[] };
export type CampaignInput = {
  name: string;
  targetFilter: TargetFilter | Record<string, never>;
  audienceMode?: 'frozen' | 'dynamic';
  customMessages?: CustomMessage[];
  scheduledStartDate?: string | null;
  runAfterCampaignId?: string | null;
  maxMessagesPerDay?: number;
  stopOnReply?: boolean;
};
export type WhyNot = Schemas['WhyNotView'];
/** `next` null: nobody waits in a running campaign. */
export type NextMessage = Schemas['NextMessageAnswer'];
export type ContactFilters = {
  q: string | null;
  country: string | null;
  language: string | null;
  tag: string | null;
  /** Whether they paid, ever wrote back, asked to be left alone, and are in a sequence now; as the address says it. */
  converted: 'true' | 'false' | null;
  replied: 'true' | 'false' | null;
  optedOut: 'true' | 'false' | null;
  inLiveSequence: 'true' | 'false' | null;
  sort: string | null;
  page: number;
};
export type ImportInspection = {
  importId: string;
  format: string;
  encoding: string | null;
  delimiter: string | null;
  sheets: string[] | null;
  rows: number;
  columns: {
    index: number;
    header: string;
    samples: (string | null)[];
    suggested: string;
    confidence: number;
  }[];
  problems: unknown[];
};
type Coded = { code?: string | null; params?: Record<string, string> };
export type ImportReport = {
  jobId: string;
  status?: 'queued' | 'running' | 'done' | 'failed';
  progress?: number;
  rows?: number;
  created: number;
  updated: number;
  merged?: number;
  unchanged?: number;
  rejected: number | unknown[];
  restored?: number;
  unknownColumns?: string[];
  notes?: string[];
  /** Code of what ended the import, where it failed. */
  failure?: string | null;
  notesInDetail?: (Coded & { problem: string; count: number; rows: number[]; sample: string | null })[];
  errors?: (Coded & { row: number; field: string | null; problem: string; value: string | null })[];
};
export type ImportOptions = {
  importId: string;
  mapping: Record<string, string>;
  defaultCountry?: string;
  tags?: string[];
  language?: 'fr' | 'en';
  consent?: { source: string; at: string };
};

/** Begins every key: a signal or a change makes the whole of one owner's space old. */
export const ownKeys = {
  all: ['own'] as const,
  status: ['own', 'status'] as const,
  settings: ['own', 'settings'] as const,
  contacts: ['own', 'contacts'] as const,
  templates: ['own', 'templates'] as const,
  media: ['own', 'media'] as const,
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
  events: () =>
    queryOptions({
      queryKey: [...ownKeys.status, 'events'] as const,
      queryFn: ({ signal }): Promise<Page<'events', Schemas['SessionEventView']>> =>
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
      queryFn: ({ signal }): Promise<Record<string, unknown>> => call('get', `/contacts/${id}/data`, { signal }),
    }),
  importJob: (jobId: string) =>
    queryOptions({
      queryKey: ['own', 'import', jobId] as const,
      queryFn: ({ signal }): Promise<ImportReport> => call('get', `/contacts/import/${jobId}`, { signal }),
      refetchInterval: ({ state }) => (isOver(state.data) ? false : 1000),
    }),
  templates: (set: 'own' | 'installation') =>
    queryOptions({
      queryKey: [...ownKeys.templates, set] as const,
      queryFn: ({ signal }): Promise<TemplateSet> =>
        call('get', set === 'own' ? '/templates' : '/admin/templates', { signal }),
    }),
  preview: (set: 'own' | 'installation', body: PreviewInput) =>
    queryOptions({
      queryKey: ['own', 'preview', set, body] as const,
      queryFn: ({ signal }): Promise<TemplatePreview> =>
        call('post', set === 'own' ? '/templates/preview' : '/admin/templates/preview', { body, signal }),
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

export type PreviewInput = {
  day?: number;
  messageTemplate?: Texts;
  mediaIds?: string[];
  language?: 'fr' | 'en';
  contactId?: string;
  campaignName?: string;
};

const isOver = (report: ImportReport | undefined): boolean => report?.status === 'done' || report?.status === 'failed';

/** A change of an owner's things; what it may have made old is asked for again. */
function useOwnChange<Input, Output>(
  send: (input: Input) => Promise<Output>,
  stale: QueryKey[] = [ownKeys.all],
  mutationKey?: QueryKey,
) {
  const client = useQueryClient();
  return useMutation({
    ...(mutationKey && { mutationKey }),
    mutationFn: send,
    onSuccess: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Sends one file, with fields beside it, for the owner that staff act for. @throws ApiError */
async function sendFile<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  return call<T>('post', path, { body });
}

export const useSaveOwnSettings = () =>
  useOwnChange((body: Partial<OwnSettings>) => call<OwnSettings>('put', '/settings', { body }));
export const useDisconnect = () =>
  useOwnChange((force: boolean) => call<OwnSession>('delete', '/disconnect', { body: { force } }));
export const useReconnect = () => useOwnChange(() => call<Schemas['ConnectAnswer']>('post', '/connect', { body: {} }));

export const useSaveContact = () =>
  useOwnChange(({ id, ...body }: ContactInput & { id?: string }) =>
    id ? call<ContactView>('patch', `/contacts/${id}`, { body }) : call<ContactView>('post', '/contacts', { body }),
  );
/** The whole number; who looked is written down. */
export const useRevealPhone = () =>
  useMutation({ mutationFn: (id: string) => call<{ phone: string }>('post', `/contacts/${id}/reveal`) });
export type ContactAct = 'convert' | 'opt-out' | 'opt-in' | 'erase';
export const useContactAct = () =>
  useOwnChange(({ id, act, reason }: { id: string; act: ContactAct; reason?: string }) =>
    call<unknown>('post', `/contacts/${id}/${act}`, { body: reason ? { reason } : {} }),
  );
export const useRemoveContact = () => useOwnChange((id: string) => call<unknown>('delete', `/contacts/${id}`));
export const useTagContacts = () =>
  useOwnChange((body: { ids: string[]; add: string[]; remove: string[] }) =>
    call<unknown>('post', '/contacts/tags', { body }),
  );
export const useInspectImport = () =>
  useMutation({ mutationFn: (file: File) => sendFile<ImportInspection>('/contacts/import/inspect', file) });
export const useStartImport = () =>
  useOwnChange((body: ImportOptions) => call<ImportReport>('post', '/contacts/import', { body }));

export const useWriteTemplate = (set: 'own' | 'installation') =>
  useOwnChange(
    ({ day, ...body }: { day: number; messageTemplate: Texts; mediaIds: string[]; active?: boolean }) =>
      call<TemplateView>('put', `${set === 'own' ? '' : '/admin'}/templates/${day}`, { body }),
    [ownKeys.templates, ownKeys.media],
  );
export const useDropTemplate = (set: 'own' | 'installation') =>
  useOwnChange(
    (day: number) => call<TemplateView>('delete', `${set === 'own' ? '' : '/admin'}/templates/${day}`),
    [ownKeys.templates, ownKeys.media],
  );
export const useSendTest = () =>
  useMutation({
    mutationFn: (body: { message: Texts; mediaIds: string[]; day?: number; language?: 'fr' | 'en' }) =>
      call<{ state: string; remainingToday: number }>('post', '/templates/test', { body }),
  });
const uploading = ['own', 'media', 'upload'] as const;
export const useUploadMedia = (set: 'own' | 'installation') =>
  useOwnChange(
    (file: File) => sendFile<MediaView>(set === 'own' ? '/media' : '/admin/media', file),
    [ownKeys.media],
    uploading,
  );
/** Whether a file is on its way: what is saved meanwhile would lack it. */
export const useIsUploading = (): boolean => useIsMutating({ mutationKey: uploading }) > 0;

/** Where the browser finds a file's bytes. A picture's request carries no header, so staff read by the route that needs none. */
export const mediaPath = (id: string, isStaff: boolean): string =>
  `/api/relance${isStaff ? '/admin' : ''}/media/${encodeURIComponent(id)}`;

export const useSaveCampaign = () =>
  useOwnChange(
    ({ id, ...body }: Partial<CampaignInput> & { id?: string }) =>
      id
        ? call<CampaignView>('patch', `/campaigns/${id}`, { body })
        : call<CampaignView>('post', '/campaigns', { body }),
    [ownKeys.campaigns, ['campaigns']],
  );
export type OwnCampaignAct = 'start' | 'schedule' | 'unschedule' | 'pause' | 'resume' | 'cancel' | 'clone';
export const useCampaignAct = () =>
  useOwnChange(
    ({ id, act, ...body }: { id: string; act: OwnCampaignAct; scheduledStartDate?: string; reason?: string }) =>
      call<CampaignView>('post', `/campaigns/${id}/${act}`, { body }),
    [ownKeys.campaigns, ['campaigns']],
  );
export const useDeleteCampaign = () =>
  useOwnChange(
    (id: string) => call<{ id: string; targetsDeleted: number }>('delete', `/campaigns/${id}`),
    [ownKeys.campaigns, ['campaigns']],
  );
export const useRetryTarget = () =>
  useOwnChange(
    (id: string) => call<unknown>('post', `/targets/${id}/retry`, { body: {} }),
    [ownKeys.all, ['campaigns']],
  );

/** Whether pages of an owner have somebody to be about. */
export const hasOwner = (role: string | undefined): boolean => role === 'user' || actingFor() !== null;

/** Saves a file of the API under a name. @throws ApiError */
export async function downloadFile(path: string, name: string): Promise<void> {
  const answer = await fetch(withActingOwner(new Request(new URL(path, location.origin))));
  if (!answer.ok) throw new ApiError(answer.status, 'DOWNLOAD_FAILED', answer.statusText, null, null, null);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
