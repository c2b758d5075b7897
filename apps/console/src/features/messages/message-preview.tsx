'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, mediaPath, ownQueries } from '@relance/console-data-access';
import { fieldProblemsOf, Notice, Skeleton } from '@relance/console-ui';
import { FileText } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { SmallFailure } from '../frame/failure.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { type MessageDraft, textsOf } from './message-draft.ts';

/** WhatsApp's own marks: *bold*, _italic_, ~struck~, ```code```. */
function styled(text: string) {
  return text.split(/(\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~|```[^`]+```)/g).map((part, index) => {
    if (/^\*.+\*$/.test(part)) return <strong key={index}>{part.slice(1, -1)}</strong>;
    if (/^_.+_$/.test(part)) return <em key={index}>{part.slice(1, -1)}</em>;
    if (/^~.+~$/.test(part)) return <s key={index}>{part.slice(1, -1)}</s>;
    if (/^```[^]+```$/.test(part)) return <code key={index}>{part.slice(3, -3)}</code>;
    return part;
  });
}

/**
 * The message as WhatsApp shows it: to a contact of the owner, or to a sample. Support, who may read a text but not have
 * it filled in, sees it as it was written.
 */
export function MessagePreview({
  day,
  set,
  draft,
  language,
  contactId,
  ownerId,
}: {
  day: number;
  set: 'own' | 'installation';
  draft: MessageDraft;
  language: 'fr' | 'en';
  contactId?: string;
  /** Whose own set it is, where staff look. */
  ownerId?: string;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const role = useQuery(authQueries.me()).data?.role;
  const asWritten = role === 'support';
  const asked = useDeferredValue(draft);
  const query = useQuery({
    ...ownQueries.preview(
      set,
      {
        day,
        messageTemplate: textsOf(asked),
        mediaIds: asked.mediaIds,
        language,
        ...(contactId && { contactId }),
      },
      ownerId,
    ),
    enabled: role !== undefined && !asWritten && asked.fr.trim() !== '',
  });
  const preview = query.data;
  return (
    <section aria-label={t('messages.previewOf', { day })} className="flex flex-col gap-3">
      <div className="max-h-96 overflow-y-auto rounded-card border border-border bg-accent-soft p-4" tabIndex={0}>
        {asked.fr.trim() === '' ? (
          <p className="text-table text-muted">{t('messages.nothing')}</p>
        ) : asWritten ? (
          <p className="whitespace-pre-wrap text-work [overflow-wrap:anywhere]">
            {styled((language === 'en' && asked.en.trim()) || asked.fr)}
          </p>
        ) : query.isPending ? (
          <Skeleton className="h-24 w-full" />
        ) : preview ? (
          <div className="ml-auto flex w-fit max-w-full flex-col gap-2 rounded-card bg-surface p-2 shadow-sm">
            {preview.media.map((media) =>
              media.type.startsWith('image/') ? (
                // eslint-disable-next-line @next/next/no-img-element -- a private file of the API
                <img
                  key={media.id}
                  src={mediaPath(media.id, role !== 'user')}
                  alt={media.name}
                  className="max-h-48 w-full rounded-control object-cover"
                />
              ) : (
                <span key={media.id} className="flex items-center gap-2 text-table">
                  <FileText aria-hidden className="size-4 text-muted" strokeWidth={1.5} />
                  <span className="truncate">{media.name}</span>
                </span>
              ),
            )}
            <p className="whitespace-pre-wrap px-1 text-work [overflow-wrap:anywhere]">{styled(preview.text)}</p>
          </div>
        ) : fieldProblemsOf(query.error).length > 0 ? (
          <p className="text-table text-tone-red-text">{valueProblemInWords(query.error, i18n)}</p>
        ) : (
          <SmallFailure what={t('messages.preview')} query={query} />
        )}
      </div>
      {preview?.fallback ? <Notice tone="blue">{t('messages.fallback')}</Notice> : null}
      {preview
        ? preview.warnings.map((warning) => (
            <Notice key={warning.problem} tone="yellow">
              {warning.missing === undefined
                ? t('messages.foreign', { placeholder: warning.placeholder ?? '' })
                : t('messages.lacking', {
                    missing: warning.missing,
                    of: warning.of ?? 0,
                    placeholder: warning.placeholder ?? '',
                  })}
            </Notice>
          ))
        : null}
    </section>
  );
}
