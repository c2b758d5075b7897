import { type ContactQuery, foldText } from '@relance/campaigns-domain';
import { prefixRange } from '../keyset-page.ts';

/** The filter of a list of contacts, from plain values only. */
export function contactFilter(query: ContactQuery): Record<string, unknown> {
  const { ownerId, prefix, country, language, tag, subscription, onWhatsApp, converted, archived } = query;
  return {
    ownerId,
    archivedAt: archived ? { $gt: new Date(0) } : null,
    ...(prefix && prefixFilter(prefix)),
    ...(country && { country }),
    ...(language && { language }),
    ...(tag && { tags: tag }),
    ...(subscription && { subscription }),
    ...(onWhatsApp && { onWhatsApp }),
    ...(converted !== undefined && { convertedAt: converted ? { $gt: new Date(0) } : null }),
  };
}

/** Digits (with or without "+") search the phone, anything else the name. */
function prefixFilter(prefix: string): Record<string, unknown> {
  const compact = prefix.replace(/[\s().-]/g, '');
  if (/^\+?\d+$/.test(compact)) return { phone: prefixRange(compact.startsWith('+') ? compact : `+${compact}`) };
  return { nameKey: prefixRange(foldText(prefix)) };
}
