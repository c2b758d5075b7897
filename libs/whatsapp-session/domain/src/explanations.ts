import { type CloseCause } from './close-cause.ts';

export type Language = 'fr' | 'en';

/** What happened, in words for the person who owns the phone: no codes, no blame. What follows is told by `aftermath`. */
export const EXPLANATIONS: Readonly<Record<CloseCause, Readonly<Record<Language, string>>>> = {
  requested: {
    en: 'The connection was closed on request.',
    fr: 'La connexion a été fermée à votre demande.',
  },
  restart_required: {
    en: 'The phone was linked; WhatsApp asks for one restart of the connection. This is normal.',
    fr: 'Le téléphone est associé ; WhatsApp demande de rouvrir la connexion une fois. C’est normal.',
  },
  qr_unscanned: {
    en: 'The QR code was not scanned in time.',
    fr: 'Le QR code n’a pas été scanné à temps.',
  },
  pairing_code_abandoned: {
    en: 'The pairing code was not entered, or WhatsApp refused it.',
    fr: 'Le code d’association n’a pas été saisi, ou WhatsApp l’a refusé.',
  },
  replaced: {
    en: 'Another program uses this WhatsApp session.',
    fr: 'Un autre programme utilise cette session WhatsApp.',
  },
  client_too_old: {
    en: 'WhatsApp asks for a newer client version.',
    fr: 'WhatsApp demande une version plus récente.',
  },
  local_network: {
    en: 'Our own network cannot reach WhatsApp.',
    fr: 'Notre réseau ne joint pas WhatsApp.',
  },
  fleet_event: {
    en: 'Many connections were lost at once, so the fault is not your phone’s.',
    fr: 'Beaucoup de connexions sont tombées en même temps : votre téléphone n’y est pour rien.',
  },
  transient: {
    en: 'The connection to WhatsApp was lost.',
    fr: 'La connexion à WhatsApp a été perdue.',
  },
  stream_error: {
    en: 'WhatsApp interrupted the connection.',
    fr: 'WhatsApp a interrompu la connexion.',
  },
  temporary_ban: {
    en: 'WhatsApp has restricted this account for a time.',
    fr: 'WhatsApp a restreint ce compte pour un temps.',
  },
  banned: {
    en: 'WhatsApp has banned this account.',
    fr: 'WhatsApp a banni ce compte.',
  },
  number_linked_elsewhere: {
    en: 'This WhatsApp number is already linked by another user of this installation, so the new link was removed at once.',
    fr: 'Ce numéro WhatsApp est déjà associé par un autre utilisateur de cette installation ; la nouvelle association a été retirée aussitôt.',
  },
  logged_out: {
    en: 'The phone removed this device from its linked devices.',
    fr: 'Le téléphone a retiré cet appareil de ses appareils associés.',
  },
};
