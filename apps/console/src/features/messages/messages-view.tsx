'use client';

import { useQuery } from '@tanstack/react-query';
import {
  authQueries,
  ownQueries,
  type TemplateView,
  useActingFor,
  useDropTemplate,
  useIsUploading,
  useWriteTemplate,
} from '@relance/console-data-access';
import { Button, cn, PageHeader, Skeleton, Tag, useOnce } from '@relance/console-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { leaveBy } from '../shared/use-leave-guard.ts';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { draftOf, type MessageDraft, textsOf } from './message-draft.ts';
import { MessageEditor } from './message-editor.tsx';
import { StoredFiles } from './stored-files.tsx';

const same = (a: MessageDraft, b: MessageDraft) => JSON.stringify(a) === JSON.stringify(b);

/** Seven days: an owner's own texts over the installation's; staff who act for nobody write the installation's. */
export function MessagesView() {
  const { t } = useI18n();
  const role = useQuery(authQueries.me()).data?.role;
  const acting = useActingFor();
  if (role === undefined) return null;
  const set = role === 'user' || acting ? 'own' : 'installation';
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={t('messages.title')} summary={t(set === 'own' ? 'messages.own' : 'messages.installation')} />
      <Days key={set} set={set} readOnly={role === 'support'} />
      <StoredFiles key={`files-${set}`} set={set} readOnly={role === 'support'} />
    </div>
  );
}

function Days({ set, readOnly }: { set: 'own' | 'installation'; readOnly: boolean }) {
  const { t } = useI18n();
  const query = useQuery(ownQueries.templates(set));
  const [day, setDay] = useState(1);
  const [drafts, setDrafts] = useState<Record<number, MessageDraft>>({});
  const templates = query.data?.templates;
  const stored = templates?.find((template) => template.day === day);
  const draft = drafts[day] ?? draftOf(stored);
  const isDirty = drafts[day] !== undefined && !same(draft, draftOf(stored));
  if (query.isPending) return <Skeleton className="h-80 w-full rounded-card" />;
  if (!templates) return <Failure what={t('messages.what')} query={query} />;
  /** With what was saved: unless it was written on meanwhile. */
  const forget = (which: number, saved?: MessageDraft) =>
    setDrafts((all) => {
      const { [which]: now, ...rest } = all;
      return now && saved && !same(now, saved) ? all : rest;
    });
  const go = (to: number) => (to === day ? undefined : leaveBy(() => setDay(to)));
  return (
    <div className="grid items-start gap-4 grid-cols-1 md:grid-cols-[240px_minmax(0,1fr)]">
      <nav aria-label={t('messages.days')}>
        <ol className="flex gap-2 max-md:overflow-x-auto max-md:pb-1 md:flex-col md:gap-1">
          {templates.map((template) => (
            <li key={template.day} className="shrink-0">
              <button
                type="button"
                aria-current={template.day === day ? 'true' : undefined}
                onClick={() => go(template.day)}
                className={cn(
                  'flex w-full cursor-pointer flex-col gap-0.5 rounded-control px-3 py-2 text-left text-work max-md:min-h-11',
                  template.day === day ? 'bg-hover font-medium' : 'text-muted hover:bg-hover',
                )}
              >
                <span className="flex items-center justify-between gap-2">
                  {t('detail.funnelDay', { day: template.day })}
                  <Source template={template} />
                </span>
                <span
                  className="truncate text-caption font-normal text-muted max-md:hidden"
                  title={template.messageTemplate?.fr}
                >
                  {template.messageTemplate?.fr ?? t('messages.none')}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section
        aria-label={t('detail.funnelDay', { day })}
        className="flex min-w-0 flex-col gap-4 rounded-card border border-border bg-surface p-4"
      >
        <MessageEditor
          key={day}
          day={day}
          set={set}
          draft={draft}
          onChange={(next) => setDrafts({ ...drafts, [day]: next })}
          readOnly={readOnly}
        />
        {readOnly ? null : (
          <Actions
            set={set}
            day={day}
            draft={draft}
            isDirty={isDirty}
            stored={stored}
            onSaved={(saved) => forget(day, saved)}
            onDiscard={() => forget(day)}
          />
        )}
      </section>
      <LeaveGuard isDirty={isDirty} what={t('messages.unsavedWhat', { day })} onDiscard={() => forget(day)} />
    </div>
  );
}

function Source({ template }: { template: TemplateView }) {
  const { t } = useI18n();
  if (template.source === null || !template.active) return <Tag tone="amber">{t('messages.skipped')}</Tag>;
  return <Tag tone={template.source === 'owner' ? 'green' : 'neutral'}>{t(`messages.source.${template.source}`)}</Tag>;
}

function Actions({
  set,
  day,
  draft,
  isDirty,
  stored,
  onSaved,
  onDiscard,
}: {
  set: 'own' | 'installation';
  day: number;
  draft: MessageDraft;
  isDirty: boolean;
  stored: TemplateView | undefined;
  onSaved: (draft: MessageDraft) => void;
  onDiscard: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const write = useWriteTemplate(set);
  const drop = useDropTemplate(set);
  const isUploading = useIsUploading();
  const [isAsking, setAsking] = useState(false);
  const save = useOnce(
    async () => {
      await write.mutateAsync({ day, messageTemplate: textsOf(draft), mediaIds: draft.mediaIds });
      toast(t('action.saved'));
      onSaved(draft);
    },
    { onError: (error) => toast(valueProblemInWords(error, i18n)) },
  );
  const dropped = () => {
    toast(t('action.saved'));
    onDiscard();
  };
  const canDrop = set === 'own' ? stored?.source === 'owner' : stored?.source === 'installation';
  return (
    <footer className="flex flex-wrap justify-end gap-2 border-t border-border pt-4">
      {canDrop ? (
        <Button onClick={() => setAsking(true)}>{t(set === 'own' ? 'messages.useDefault' : 'action.delete')}</Button>
      ) : null}
      {isDirty ? <Button onClick={onDiscard}>{t('leave.discard')}</Button> : null}
      <Button
        intent="primary"
        busy={write.isPending}
        disabled={!isDirty || isUploading || draft.fr.trim() === ''}
        onClick={() => void save()}
      >
        {t('action.save')}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={t(`messages.askDrop.${set}`, { day })}
          what={t(`messages.askDropWhat.${set}`)}
          action={t(set === 'own' ? 'messages.useDefault' : 'action.delete')}
          danger
          onConfirm={() => drop.mutateAsync(day).then(dropped)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </footer>
  );
}
