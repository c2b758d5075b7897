'use client';

import { useQuery } from '@tanstack/react-query';
import { type MediaView, ownQueries, useDeleteMedia } from '@relance/console-data-access';
import { Button, Section, Skeleton } from '@relance/console-ui';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { FileIcon } from './message-files.tsx';

type Props = { set: 'own' | 'installation'; readOnly: boolean };

/** All files that messages may use, with the way to make room for others: what no message uses can be deleted. */
export function StoredFiles({ set, readOnly }: Props) {
  const { t, bytes } = useI18n();
  const query = useQuery(ownQueries.media(set));
  const files = query.data?.media;
  const size = (files ?? []).reduce((sum, file) => sum + file.bytes, 0);
  return (
    <div className="rounded-card border border-border bg-surface px-4 pt-3">
      <Section
        level={2}
        title={t('messages.stored')}
        aside={files && files.length > 0 ? t('messages.storedSum', { count: files.length, size: bytes(size) }) : null}
      >
        {query.isPending ? (
          <div role="status" aria-label={t('messages.stored')}>
            <Skeleton className="h-10 w-full" />
          </div>
        ) : !files ? (
          <Failure what={t('messages.storedWhat')} query={query} />
        ) : files.length === 0 ? (
          <p className="text-table text-muted">{t('messages.storedNone')}</p>
        ) : (
          <Files files={files} set={set} readOnly={readOnly} />
        )}
        {query.data && query.data.total > query.data.media.length ? (
          <p className="mt-2 text-caption text-muted">{t('messages.storedMore', { count: query.data.media.length })}</p>
        ) : null}
      </Section>
    </div>
  );
}

function Files({ files, set, readOnly }: Props & { files: readonly MediaView[] }) {
  const { t, bytes, list } = useI18n();
  const [asked, setAsked] = useState<MediaView | null>(null);
  const { mutateAsync: remove } = useDeleteMedia(set);
  const usesOf = ({ usedIn }: MediaView): string =>
    list([
      ...(usedIn.templates > 0 ? [t('messages.usedInDays', { count: usedIn.templates })] : []),
      ...(usedIn.campaigns > 0 ? [t('messages.usedInCampaigns', { count: usedIn.campaigns })] : []),
    ]) || t('messages.unused');
  const isUsed = ({ usedIn }: MediaView): boolean => usedIn.templates + usedIn.campaigns > 0;
  return (
    <>
      <ul aria-label={t('messages.stored')} className="flex flex-col">
        {files.map((file) => (
          <li
            key={file.id}
            className="flex min-h-12 items-center gap-3 border-t border-border py-1.5 text-table first:border-t-0"
          >
            <FileIcon media={file} />
            <span className="min-w-0 flex-1">
              <span className="block truncate" title={file.name}>
                <bdi>{file.name}</bdi>
              </span>
              <span className="block text-caption text-muted">
                {bytes(file.bytes)} · {usesOf(file)}
              </span>
            </span>
            {readOnly || isUsed(file) ? null : (
              <Button
                intent="quiet"
                size="icon"
                aria-label={t('messages.deleteFile', { name: file.name })}
                onClick={() => setAsked(file)}
              >
                <Trash2 aria-hidden strokeWidth={1.75} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog
          title={t('messages.askDeleteFile')}
          what={<bdi>{asked.name}</bdi>}
          action={t('action.delete')}
          danger
          onConfirm={() => remove(asked.id).then(() => toast(t('action.deleted')))}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
