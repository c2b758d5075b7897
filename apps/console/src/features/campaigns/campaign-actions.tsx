'use client';

import { useQuery } from '@tanstack/react-query';
import {
  authQueries,
  type CampaignAction,
  type CampaignChange,
  type CampaignChanged,
  type CampaignView,
  useChangeCampaign,
} from '@relance/console-data-access';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { type Translate } from '../../i18n/translate.ts';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { BulkDialog } from './bulk-dialog.tsx';

type Question = { kind: 'one'; campaign: CampaignView; action: CampaignAction };
type ManyQuestion = { kind: 'many'; campaigns: CampaignView[]; action: 'pause' | 'resume'; onDone: () => void };

export type CampaignActions = {
  /** False for support, who reads only, and until the role is known. */
  allowed: boolean;
  ask: (campaign: CampaignView, action: CampaignAction) => void;
  askMany: (campaigns: CampaignView[], action: 'pause' | 'resume', onDone: () => void) => void;
};

const Context = createContext<CampaignActions | null>(null);

export function useCampaignActions(): CampaignActions {
  const value = useContext(Context);
  if (!value) throw new Error('useCampaignActions needs CampaignActionsProvider above it.');
  return value;
}

/** Asks before each change of a campaign, carries it out, and tells how it went. */
export function CampaignActionsProvider({ children }: { children: ReactNode }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { mutateAsync } = useChangeCampaign();
  const role = useQuery(authQueries.me()).data?.role;
  const [question, setQuestion] = useState<Question | ManyQuestion | null>(null);
  const allowed = role !== undefined && role !== 'support';
  const actions = useMemo<CampaignActions>(
    () => ({
      allowed,
      ask: (campaign, action) => setQuestion({ kind: 'one', campaign, action }),
      askMany: (campaigns, action, onDone) => setQuestion({ kind: 'many', campaigns, action, onDone }),
    }),
    [allowed],
  );
  const close = () => setQuestion(null);

  const run = async (change: CampaignChange): Promise<void> => {
    close();
    try {
      const answer = await mutateAsync(change);
      const undo = { label: t('action.undo'), onClick: () => void run({ id: change.id, action: 'resume' }) };
      toast(doneInWords(change.action, answer, t), change.action === 'pause' ? { action: undo } : {});
    } catch (error) {
      toast(refusalInWords(error, i18n));
    }
  };

  const runMany = async ({ campaigns, action, onDone }: ManyQuestion, reason: string): Promise<void> => {
    close();
    const refusals: string[] = [];
    for (const { id } of campaigns) {
      await mutateAsync({ id, action, reason: reason || undefined }).catch((error: Error) =>
        refusals.push(error.message),
      );
    }
    const done = campaigns.length - refusals.length;
    const [message] = refusals;
    toast(
      message === undefined
        ? t('done.bulk', { count: done })
        : t('done.bulkSome', { done, refused: refusals.length, message }),
    );
    onDone();
  };

  return (
    <Context.Provider value={actions}>
      {children}
      {question?.kind === 'one' ? (
        <ActionDialog
          campaign={question.campaign}
          action={question.action}
          onClose={close}
          onConfirm={(reason) =>
            void run({ id: question.campaign.id, action: question.action, reason: reason || undefined })
          }
        />
      ) : null}
      {question?.kind === 'many' ? (
        <BulkDialog
          campaigns={question.campaigns}
          action={question.action}
          onClose={close}
          onConfirm={(reason) => void runMany(question, reason)}
        />
      ) : null}
    </Context.Provider>
  );
}

function doneInWords(action: CampaignAction, { inFlight, settledInMs }: CampaignChanged, t: Translate): string {
  if (action !== 'pause') return t(`done.${action}`);
  if (inFlight > 0) return t('done.pauseInFlight', { count: inFlight, ms: settledInMs });
  return t('done.pause', { ms: settledInMs });
}
