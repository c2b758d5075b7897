'use client';

import { useQuery } from '@tanstack/react-query';
import {
  authQueries,
  type BulkAction,
  type CampaignAction,
  type CampaignChange,
  type CampaignChanged,
  type CampaignView,
  useChangeCampaign,
} from '@relance/console-data-access';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { type Translate } from '../../../i18n/translate.ts';
import { refusalInWords } from '../../../i18n/refusal-words.ts';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { whenShown } from '../../shared/when-shown.tsx';
import { type BulkSelection } from './bulk-dialog.tsx';

const ActionDialog = whenShown(() => import('./action-dialog.tsx').then((part) => part.ActionDialog));
const BulkDialog = whenShown(() => import('./bulk-dialog.tsx').then((part) => part.BulkDialog));

type Question = { kind: 'one'; campaign: CampaignView; action: CampaignAction };
type ManyQuestion = { kind: 'many'; action: BulkAction; of: BulkSelection; onDone: () => void };

export type CampaignActions = {
  /** False for support, who reads only, and until the role is known. */
  allowed: boolean;
  ask: (campaign: CampaignView, action: CampaignAction) => void;
  askMany: (of: BulkSelection, action: BulkAction, onDone: () => void) => void;
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
      askMany: (of, action, onDone) => setQuestion({ kind: 'many', of, action, onDone }),
    }),
    [allowed],
  );
  const close = () => setQuestion(null);

  const run = async (change: CampaignChange): Promise<void> => {
    const answer = await mutateAsync(change);
    const undo = {
      label: t('action.undo'),
      onClick: () => void run({ id: change.id, action: 'resume' }).catch(toastRefusal),
    };
    toast(doneInWords(change.action, answer, t), change.action === 'pause' ? { action: undo } : {});
  };
  const toastRefusal = (error: unknown) => void toast(refusalInWords(error, i18n));
  /** The list shows the change at once, so the dialog need not wait for it; one that holds a typed reason does. */
  const confirm = (change: CampaignChange): Promise<void> => {
    if (change.reason) return run(change).then(close);
    close();
    return run(change).catch(toastRefusal);
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
            confirm({ id: question.campaign.id, action: question.action, reason: reason || undefined })
          }
        />
      ) : null}
      {question?.kind === 'many' ? (
        <BulkDialog action={question.action} of={question.of} onDone={question.onDone} onClose={close} />
      ) : null}
    </Context.Provider>
  );
}

function doneInWords(action: CampaignAction, { inFlight, settledInMs }: CampaignChanged, t: Translate): string {
  if (action !== 'pause') return t(`done.${action}`);
  if (inFlight > 0) return t('done.pauseInFlight', { count: inFlight, ms: settledInMs });
  return t('done.pause', { ms: settledInMs });
}
