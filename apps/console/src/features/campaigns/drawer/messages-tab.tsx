'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, ownQueries } from '@relance/console-data-access';
import { Section, Skeleton } from '@relance/console-ui';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { Failure } from '../../frame/failure.tsx';
import { draftOf } from '../../messages/message-draft.ts';
import { MessagePreview } from '../../messages/message-preview.tsx';

/** What each day says, in the words sent now. */
export function MessagesTab({ campaign, ownerId }: { campaign: CampaignView; ownerId?: string }) {
  const { t, language } = useI18n();
  const query = useQuery(ownQueries.templates('own', ownerId));
  if (query.isPending) return <Skeleton className="h-40 w-full" />;
  if (!query.data) return <Failure what={t('messages.what')} query={query} />;
  return query.data.templates.map((template) => {
    const custom = campaign.customMessages.find(({ dayNumber }) => dayNumber === template.day);
    const draft = custom
      ? { fr: custom.messageTemplate.fr, en: custom.messageTemplate.en ?? '', mediaIds: custom.mediaIds }
      : template.active
        ? draftOf(template)
        : draftOf(undefined);
    return (
      <Section
        key={template.day}
        title={t('detail.funnelDay', { day: template.day })}
        aside={custom ? t('wizard.writeHere') : template.source ? t(`messages.source.${template.source}`) : null}
      >
        {draft.fr ? (
          <MessagePreview day={template.day} set="own" draft={draft} language={language} ownerId={ownerId} />
        ) : (
          <p className="text-table text-muted">{t('wizard.dayEmpty')}</p>
        )}
      </Section>
    );
  });
}
