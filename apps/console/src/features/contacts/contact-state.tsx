'use client';

import { type ContactView } from '@relance/console-data-access';
import { Tag } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Hidden but for its last two digits. */
export const masked = (phone: string): string => `•• ${phone.slice(-2)}`;

/** What matters for sending: said stop, paid, not on WhatsApp. */
export function ContactState({ contact }: { contact: ContactView }) {
  const { t } = useI18n();
  if (contact.optedOut) return <Tag tone="red">{t('contacts.optedOut')}</Tag>;
  if (contact.convertedAt) return <Tag tone="green">{t('contacts.convertedYes')}</Tag>;
  if (contact.onWhatsApp === 'no') return <Tag tone="amber">{t('contacts.notOnWhatsApp')}</Tag>;
  if (contact.archivedAt) return <Tag>{t('contacts.archived')}</Tag>;
  return <span className="text-muted">{t('common.none')}</span>;
}
