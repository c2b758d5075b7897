// Changes of one owner's things. Staff make them while acting for the owner.
import { useIsMutating, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { call } from './api.ts';
import { type CampaignView, type ConnectAnswer } from './contract.ts';
import { sendFile } from './files.ts';
import { ownKeys } from './owner-space.queries.ts';
import { scoped } from './scope.ts';
import {
  type CampaignInput,
  type ContactInput,
  type ContactView,
  type ImportInspection,
  type ImportOptions,
  type ImportReport,
  type MediaView,
  type OwnSession,
  type OwnSettings,
  type TemplateView,
  type TestNumber,
  type Texts,
} from './owner-space.types.ts';

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

export const useSaveOwnSettings = () =>
  useOwnChange((body: Partial<OwnSettings>) => call<OwnSettings>('put', '/settings', { body }));
export const useDisconnect = () =>
  useOwnChange((force: boolean) => call<OwnSession>('delete', '/disconnect', { body: { force } }));
export const useReconnect = () => useOwnChange(() => call<ConnectAnswer>('post', '/connect', { body: {} }));

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
export const useSendTest = (set: 'own' | 'installation') =>
  useMutation({
    mutationFn: (body: { message: Texts; mediaIds: string[]; day?: number; language?: 'fr' | 'en'; phone?: string }) =>
      call<{ state: string; remainingToday: number }>('post', `${set === 'own' ? '' : '/admin'}/templates/test`, {
        body,
      }),
  });
export const useRequestTestCode = () =>
  useOwnChange(
    (phone: string) => call<TestNumber>('post', '/templates/test/numbers', { body: { phone } }),
    [ownKeys.testNumbers],
  );
export const useConfirmTestNumber = () =>
  useOwnChange(
    (body: { phone: string; code: string }) => call<TestNumber>('post', '/templates/test/numbers/confirm', { body }),
    [ownKeys.testNumbers],
  );
export const useRemoveTestNumber = () =>
  useOwnChange(
    (phone: string) => call<unknown>('delete', '/templates/test/numbers', { body: { phone } }),
    [ownKeys.testNumbers],
  );
const uploading = ['own', 'media', 'upload'] as const;
export const useUploadMedia = (set: 'own' | 'installation') =>
  useOwnChange(
    (file: File) => sendFile<MediaView>(set === 'own' ? '/media' : '/admin/media', file),
    [ownKeys.media],
    uploading,
  );
export const useDeleteMedia = (set: 'own' | 'installation') =>
  useOwnChange(
    (id: string) => call<unknown>('delete', `${set === 'own' ? '' : '/admin'}/media/${encodeURIComponent(id)}`),
    [ownKeys.media],
  );
/** Whether a file is on its way: what is saved meanwhile would lack it. */
export const useIsUploading = (): boolean => useIsMutating({ mutationKey: uploading }) > 0;

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
    (id: string) => call<unknown>('post', scoped(`/targets/${id}/retry`), { body: {} }),
    [ownKeys.all, ['campaigns']],
  );
