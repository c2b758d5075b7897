'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries, useIsUploading, useSendTest } from '@relance/console-data-access';
import { Button, Field, Menu, MenuItem, Segmented, Textarea } from '@relance/console-ui';
import { Braces, Send } from 'lucide-react';
import { useRef, useState } from 'react';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useAction } from '../shared/use-action.ts';
import { whenShown } from '../shared/when-shown.tsx';
import { type MessageDraft, textsOf } from './message-draft.ts';
import { MessageFiles } from './message-files.tsx';
import { MessagePreview } from './message-preview.tsx';

const TestNumbers = whenShown(() => import('./test-numbers.tsx').then((part) => part.TestNumbers));

const longestText = 4096;

/** Writes one day: two languages, variables from a menu, files, a preview as WhatsApp shows it, and a test message. */
export function MessageEditor({
  day,
  set,
  draft,
  onChange,
  contactId,
  readOnly = false,
}: {
  day: number;
  set: 'own' | 'installation';
  draft: MessageDraft;
  onChange: (draft: MessageDraft) => void;
  /** Shown as this contact would read it; without one, as a sample would. */
  contactId?: string;
  /** The texts and the preview, nothing to change. */
  readOnly?: boolean;
}) {
  const { t, word, languageName } = useI18n();
  const [language, setLanguage] = useState<'fr' | 'en'>('fr');
  const field = useRef<HTMLTextAreaElement>(null);
  /** A text in which nobody has put the caret yet goes on at its end. */
  const wasEntered = useRef(false);
  /** Behind the variable that was just inserted. */
  const caret = useRef<number | null>(null);
  const variables = useQuery(ownQueries.templates(set)).data?.variables ?? [];
  const text = draft[language];
  const insert = (variable: string) => {
    const written = wasEntered.current ? field.current : null;
    const at = written?.selectionStart ?? text.length;
    const end = written?.selectionEnd ?? at;
    onChange({ ...draft, [language]: `${text.slice(0, at)}{{${variable}}}${text.slice(end)}` });
    caret.current = at + variable.length + 4;
  };
  /** After a choice one goes on writing behind the variable. */
  const goOnWriting = () => {
    const at = caret.current;
    caret.current = null;
    if (at === null) return null;
    field.current?.setSelectionRange(at, at);
    return field.current;
  };
  return (
    <div className="grid items-start gap-6 grid-cols-1 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Segmented label={t('messages.language')} value={language} onChange={setLanguage} options={languageOptions} />
          {readOnly ? null : (
            <Menu
              focusAfter={goOnWriting}
              trigger={
                <Button size="small">
                  <Braces aria-hidden strokeWidth={1.75} />
                  {t('messages.variable')}
                </Button>
              }
            >
              {variables.map((variable) => (
                <MenuItem key={variable} onSelect={() => insert(variable)}>
                  {word('variable', variable)}
                </MenuItem>
              ))}
            </Menu>
          )}
        </div>
        <Field
          label={t('messages.text', { language: languageName(language), day })}
          hint={readOnly ? undefined : language === 'en' ? t('messages.english') : t('messages.hint')}
        >
          {(ids) => (
            <Textarea
              {...ids}
              ref={field}
              lang={language}
              value={text}
              maxLength={longestText}
              readOnly={readOnly}
              onFocus={() => (wasEntered.current = true)}
              onChange={(event) => onChange({ ...draft, [language]: event.target.value })}
              className="min-h-44"
            />
          )}
        </Field>
        <p className="text-caption tabular-nums text-muted">
          {t('messages.length', { count: text.length, most: longestText })}
        </p>
        <MessageFiles
          set={set}
          ids={draft.mediaIds}
          onChange={readOnly ? undefined : (mediaIds) => onChange({ ...draft, mediaIds })}
        />
        {readOnly ? null : <TestButton day={day} set={set} draft={draft} language={language} />}
      </div>
      <MessagePreview day={day} set={set} draft={draft} language={language} contactId={contactId} />
    </div>
  );
}

function TestButton({
  day,
  set,
  draft,
  language,
}: {
  day: number;
  set: 'own' | 'installation';
  draft: MessageDraft;
  language: 'fr' | 'en';
}) {
  const { t } = useI18n();
  const test = useSendTest(set);
  const isUploading = useIsUploading();
  const send = useAction(
    (phone: string | null) =>
      test.mutateAsync({
        message: textsOf(draft),
        mediaIds: draft.mediaIds,
        day,
        language,
        ...(phone !== null && { phone }),
      }),
    ({ remainingToday }) => t('messages.tested', { count: remainingToday }),
  );
  const [isChoosing, setChoosing] = useState(false);
  const isEmpty = isUploading || draft.fr.trim() === '';
  return (
    <div className="flex flex-wrap gap-2">
      <Button busy={test.isPending} disabled={isEmpty} onClick={() => void send(null)}>
        <Send aria-hidden strokeWidth={1.75} />
        {t('messages.test')}
      </Button>
      {set === 'own' ? (
        <Button intent="quiet" disabled={isEmpty} onClick={() => setChoosing(true)}>
          {t('messages.testElsewhere')}
        </Button>
      ) : null}
      {isChoosing ? (
        <TestNumbers busy={test.isPending} onSend={(phone) => void send(phone)} onClose={() => setChoosing(false)} />
      ) : null}
    </div>
  );
}
