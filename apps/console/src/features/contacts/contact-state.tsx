'use client';

import { type ContactView } from '@relance/console-data-access';
import { Tag } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** As the API masks a phone in every other list: the first three and the last two digits, `+237…12`. */
export const masked = (phone: string): string => `${phone.slice(0, 4)}…${phone.slice(-2)}`;

/** Whether there is anything to say of that kind. */
export const hasState = (contact: ContactView): boolean =>
  contact.optedOut ||
  contact.convertedAt !== null ||
  contact.onWhatsApp === 'no' ||
  contact.repliedAt !== null ||
  contact.inLiveSequence ||
  contact.archivedAt !== null;

/** What matters for sending: said stop, paid, not on WhatsApp, wrote back, is in a sequence. */
export function ContactState({ contact }: { contact: ContactView }) {
  const { t } = useI18n();
  if (contact.optedOut) return <Tag tone="red">{t('contacts.optedOut')}</Tag>;
  if (contact.convertedAt) return <Tag tone="green">{t('contacts.convertedYes')}</Tag>;
  if (contact.onWhatsApp === 'no') return <Tag tone="amber">{t('contacts.notOnWhatsApp')}</Tag>;
  if (contact.repliedAt) return <Tag tone="blue">{t('contacts.repliedYes')}</Tag>;
  if (contact.inLiveSequence) return <Tag tone="blue">{t('contacts.inSequence')}</Tag>;
  if (contact.archivedAt) return <Tag>{t('contacts.archived')}</Tag>;
  return <span className="text-muted">{t('common.none')}</span>;
}
