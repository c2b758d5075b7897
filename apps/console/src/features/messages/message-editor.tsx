'use client';

import { useQuery } from '@tanstack/react-query';
import {
  authQueries,
  type MediaView,
  mediaPath,
  ownQueries,
  type Texts,
  useIsUploading,
  useSendTest,
  useUploadMedia,
} from '@relance/console-data-access';
import { Button, Field, Menu, MenuItem, Notice, Segmented, Skeleton, Textarea } from '@relance/console-ui';
import { Braces, FileText, Music, Paperclip, Send, X } from 'lucide-react';
import { useDeferredValue, useId, useRef, useState } from 'react';
import { toast } from 'sonner';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';

export type MessageDraft = { fr: string; en: string; mediaIds: string[] };
export const textsOf = ({ fr, en }: MessageDraft): Texts => ({ fr, en: en.trim() === '' ? null : en });
const longestText = 4096;

/** Writes one day: two languages, variables from a menu, files, a preview as WhatsApp shows it, and a test message. */
export function MessageEditor({
  day,
  set,
  draft,
  onChange,
  contactId,
}: {
  day: number;
  set: 'own' | 'installation';
  draft: MessageDraft;
  onChange: (draft: MessageDraft) => void;
  /** Shown as this contact would read it; without one, as a sample would. */
  contactId?: string;
}) {
  const i18n = useI18n();
  const { t, word } = i18n;
  const [language, setLanguage] = useState<'fr' | 'en'>('fr');
  const field = useRef<HTMLTextAreaElement>(null);
  const variables = useQuery(ownQueries.templates(set)).data?.variables ?? [];
  const text = draft[language];
  const insert = (variable: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const end = field.current?.selectionEnd ?? at;
    onChange({ ...draft, [language]: `${text.slice(0, at)}{{${variable}}}${text.slice(end)}` });
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <div className="grid items-start gap-6 grid-cols-1 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Segmented label={t('messages.language')} value={language} onChange={setLanguage} options={languageOptions} />
          <Menu
            trigger={
              <Button size="small">
                <Braces aria-hidden strokeWidth={1.75} />
                {t('messages.variable')}
              </Button>
            }
          >
            <div className="max-h-72 overflow-y-auto">
              {variables.map((variable) => (
                <MenuItem key={variable} onSelect={() => insert(variable)}>
                  {word('variable', variable)}
                </MenuItem>
              ))}
            </div>
          </Menu>
        </div>
        <Field
          label={t('messages.text', { language: language === 'fr' ? 'français' : 'English', day })}
          hint={language === 'en' ? t('messages.english') : t('messages.hint')}
        >
          {(ids) => (
            <Textarea
              {...ids}
              ref={field}
              lang={language}
              value={text}
              maxLength={longestText}
              onChange={(event) => onChange({ ...draft, [language]: event.target.value })}
              className="min-h-44"
            />
          )}
        </Field>
        <p className="text-caption tabular-nums text-muted">
          {t('messages.length', { count: text.length, most: longestText })}
        </p>
        <Files set={set} ids={draft.mediaIds} onChange={(mediaIds) => onChange({ ...draft, mediaIds })} />
        {set === 'own' ? <TestButton day={day} draft={draft} language={language} /> : null}
      </div>
      <Preview day={day} set={set} draft={draft} language={language} contactId={contactId} />
    </div>
  );
}

function TestButton({ day, draft, language }: { day: number; draft: MessageDraft; language: 'fr' | 'en' }) {
  const i18n = useI18n();
  const { t } = i18n;
  const test = useSendTest();
  const isUploading = useIsUploading();
  const send = () =>
    test.mutate(
      { message: textsOf(draft), mediaIds: draft.mediaIds, day, language },
      {
        onSuccess: ({ remainingToday }) => toast(t('messages.tested', { count: remainingToday })),
        onError: (error) => toast(refusalInWords(error, i18n)),
      },
    );
  return (
    <Button
      className="self-start"
      busy={test.isPending}
      disabled={isUploading || draft.fr.trim() === ''}
      onClick={send}
    >
      <Send aria-hidden strokeWidth={1.75} />
      {t('messages.test')}
    </Button>
  );
}

/** Files in the order they are sent; the first one carries the text. */
function Files({
  set,
  ids,
  onChange,
}: {
  set: 'own' | 'installation';
  ids: string[];
  onChange: (ids: string[]) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const id = useId();
  const known = useQuery(ownQueries.media(set)).data?.media ?? [];
  const upload = useUploadMedia(set);
  const [error, setError] = useState<string | null>(null);
  const take = (file: File) => {
    setError(null);
    upload.mutate(file, {
      onSuccess: (media) => (ids.includes(media.id) ? undefined : onChange([...ids, media.id])),
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
                <span className="max-w-48 truncate">{media?.name ?? each}</span>
                <Button
                  intent="quiet"
                  size="icon"
                  aria-label={t('messages.removeFile', { name: media?.name ?? each })}
                  onClick={() => onChange(ids.filter((other) => other !== each))}
                >
                  <X aria-hidden strokeWidth={1.75} />
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <label className="inline-flex h-9 cursor-pointer items-center gap-2 rounded-control border border-border-strong bg-surface px-3 text-work font-medium hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent max-md:h-11">
          <Paperclip aria-hidden className="size-4" strokeWidth={1.75} />
          {upload.isPending ? t('messages.uploading') : t('messages.addFile')}
          <input
            id={id}
            type="file"
            disabled={upload.isPending || ids.length >= 5}
            accept="image/jpeg,image/png,image/webp,video/mp4,application/pdf,audio/ogg,audio/mpeg"
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) take(file);
            }}
          />
        </label>
        {unused.length > 0 && ids.length < 5 ? (
          <Menu trigger={<Button>{t('messages.known')}</Button>} align="start">
            <div className="max-h-72 overflow-y-auto">
              {unused.map((media) => (
                <MenuItem key={media.id} onSelect={() => onChange([...ids, media.id])}>
                  {media.name}
                </MenuItem>
              ))}
            </div>
          </Menu>
        ) : null}
      </div>
      {error ? (
        <p role="alert" className="text-table text-tone-red-text">
          {error}
        </p>
      ) : null}
    </section>
  );
}

function FileIcon({ media }: { media: MediaView | undefined }) {
  const role = useQuery(authQueries.me()).data?.role;
  if (media?.type.startsWith('image/')) {
    return (
      // eslint-disable-next-line @next/next/no-img-element -- a private file of the API; nothing to optimise
      <img src={mediaPath(media.id, role !== 'user')} alt="" className="size-8 rounded-control object-cover" />
    );
  }
  const Icon = media?.type.startsWith('audio/') ? Music : FileText;
  return <Icon aria-hidden className="size-5 text-muted" strokeWidth={1.5} />;
}

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

export function Preview({
  day,
  set,
  draft,
  language,
  contactId,
}: {
  day: number;
  set: 'own' | 'installation';
  draft: MessageDraft;
  language: 'fr' | 'en';
  contactId?: string;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const role = useQuery(authQueries.me()).data?.role;
  const asked = useDeferredValue(draft);
  const query = useQuery({
    ...ownQueries.preview(set, {
      day,
      messageTemplate: textsOf(asked),
      mediaIds: asked.mediaIds,
      language,
      ...(contactId && { contactId }),
    }),
    enabled: asked.fr.trim() !== '',
  });
  const preview = query.data;
  return (
    <section aria-label={t('messages.previewOf', { day })} className="flex flex-col gap-3">
      <div className="max-h-96 overflow-y-auto rounded-card border border-border bg-accent-soft p-4" tabIndex={0}>
        {asked.fr.trim() === '' ? (
          <p className="text-table text-muted">{t('messages.nothing')}</p>
        ) : query.isPending ? (
          <Skeleton className="h-24 w-full" />
        ) : preview && !query.isError ? (
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
        ) : (
          <p className="text-table text-tone-red-text">{valueProblemInWords(query.error, i18n)}</p>
        )}
      </div>
      {preview?.fallback ? <Notice tone="blue">{t('messages.fallback')}</Notice> : null}
      {preview && !query.isError
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
