'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, type MediaView, mediaPath, ownQueries, useUploadMedia } from '@relance/console-data-access';
import { Button, Menu, MenuItem } from '@relance/console-ui';
import { FileText, Film, type LucideIcon, Music, Paperclip, X } from 'lucide-react';
import { useId, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { SmallFailure } from '../frame/failure.tsx';

/** Files of one message. */
const most = 5;

/** Files in the order they are sent; the first one carries the text. */
export function MessageFiles({
  set,
  ids,
  onChange,
}: {
  set: 'own' | 'installation';
  ids: string[];
  /** Without it the files are only shown. */
  onChange?: (ids: string[]) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const id = useId();
  const files = useQuery(ownQueries.media(set));
  const known = files.data?.media ?? [];
  const upload = useUploadMedia(set);
  const [error, setError] = useState<string | null>(null);
  const take = (file: File) => {
    setError(null);
    upload.mutate(file, {
      onSuccess: (media) => (ids.includes(media.id) ? undefined : onChange?.([...ids, media.id])),
      onError: (refusal) => setError(refusalInWords(refusal, i18n)),
    });
  };
  const unused = known.filter((media) => !ids.includes(media.id));
  return (
    <section aria-label={t('messages.files')} className="flex flex-col gap-2">
      {ids.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {ids.map((each) => {
            const media = known.find((one) => one.id === each);
            return (
              <li
                key={each}
                className="flex max-w-full items-center gap-2 rounded-card border border-border bg-surface py-1 pl-2 pr-1 text-table"
              >
                <FileIcon media={media} />
                <span className="max-w-48 truncate">{media?.name ?? t('messages.file')}</span>
                {onChange ? (
                  <Button
                    intent="quiet"
                    size="icon"
                    aria-label={t('messages.removeFile', { name: media?.name ?? t('messages.file') })}
                    onClick={() => onChange(ids.filter((other) => other !== each))}
                  >
                    <X aria-hidden strokeWidth={1.75} />
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {onChange ? (
        <div className="flex flex-wrap items-center gap-2">
          <label className="inline-flex h-9 cursor-pointer items-center gap-2 rounded-control border border-border-strong bg-surface px-3 text-work font-medium hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent has-[:disabled]:cursor-not-allowed has-[:disabled]:opacity-60 max-md:h-11">
            <Paperclip aria-hidden className="size-4" strokeWidth={1.75} />
            {upload.isPending ? t('messages.uploading') : t('messages.addFile')}
            <input
              id={id}
              type="file"
              disabled={upload.isPending || ids.length >= most}
              accept="image/jpeg,image/png,image/webp,video/mp4,application/pdf,audio/ogg,audio/mpeg"
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) take(file);
              }}
            />
          </label>
          {unused.length > 0 && ids.length < most ? (
            <Menu trigger={<Button>{t('messages.known')}</Button>} align="start">
              {unused.map((media) => (
                <MenuItem key={media.id} onSelect={() => onChange([...ids, media.id])}>
                  {media.name}
                </MenuItem>
              ))}
            </Menu>
          ) : null}
        </div>
      ) : null}
      {onChange && ids.length >= most ? (
        <p className="text-caption text-muted">{t('messages.filesMost', { count: most })}</p>
      ) : null}
      {files.isError && !files.data ? <SmallFailure what={t('messages.files')} query={files} /> : null}
      {error ? (
        <p role="alert" className="text-table text-tone-red-text">
          {error}
        </p>
      ) : null}
    </section>
  );
}

/** By the first part of the MIME type. */
const icons: Readonly<Record<string, LucideIcon>> = { audio: Music, video: Film };

/** A picture of the file, or what kind of file it is; as wide for one as for the other. */
export function FileIcon({ media }: { media: MediaView | undefined }) {
  const role = useQuery(authQueries.me()).data?.role;
  if (media?.type.startsWith('image/')) {
    return (
      // eslint-disable-next-line @next/next/no-img-element -- a private file of the API; nothing to optimise
      <img src={mediaPath(media.id, role !== 'user')} alt="" className="size-8 shrink-0 rounded-control object-cover" />
    );
  }
  const Icon = icons[media?.type.split('/')[0] ?? ''] ?? FileText;
  return (
    <span aria-hidden className="grid size-8 shrink-0 place-items-center text-muted">
      <Icon className="size-5" strokeWidth={1.5} />
    </span>
  );
}
