import { type CloseCause } from './close-cause.ts';

export type Language = 'fr' | 'en';

/** Each cause in words for the person who owns the phone. No codes, no blame, what happens next. */
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
    en: 'The QR code was not scanned in time. Ask for a new one when the phone is at hand.',
    fr: 'Le QR code n’a pas été scanné à temps. Demandez-en un nouveau quand le téléphone est à portée de main.',
  },
  pairing_code_abandoned: {
    en: 'The pairing code was not entered, or WhatsApp refused it. Ask for a new code.',
    fr: 'Le code d’association n’a pas été saisi, ou WhatsApp l’a refusé. Demandez un nouveau code.',
  },
  replaced: {
    en: 'Another program uses this WhatsApp session. Reconnect to take it back.',
    fr: 'Un autre programme utilise cette session WhatsApp. Reconnectez-vous pour la reprendre.',
  },
  client_too_old: {
    en: 'WhatsApp asks for a newer client version. We are updating; nothing is lost and no scan is needed.',
    fr: 'WhatsApp demande une version plus récente. La mise à jour est en cours ; rien n’est perdu, aucun scan à refaire.',
  },
  local_network: {
    en: 'Our own network cannot reach WhatsApp. We keep trying; your session is safe.',
    fr: 'Notre réseau ne joint pas WhatsApp. Nous réessayons ; votre session est conservée.',
  },
  fleet_event: {
    en: 'Many connections were lost at once, so the fault is not your phone’s. We keep trying; no attempt is counted.',
    fr: 'Beaucoup de connexions sont tombées en même temps : votre téléphone n’y est pour rien. Nous réessayons, rien n’est compté.',
  },
  transient: {
    en: 'The connection to WhatsApp was lost. We reconnect automatically, without a new scan.',
    fr: 'La connexion à WhatsApp a été perdue. Nous reconnectons automatiquement, sans nouveau scan.',
  },
  stream_error: {
    en: 'WhatsApp interrupted the connection. We reconnect automatically.',
    fr: 'WhatsApp a interrompu la connexion. Nous reconnectons automatiquement.',
  },
  temporary_ban: {
    en: 'WhatsApp has restricted this account for a time. Wait until it is over before you reconnect.',
    fr: 'WhatsApp a restreint ce compte pour un temps. Attendez la fin de la restriction avant de vous reconnecter.',
  },
  banned: {
    en: 'WhatsApp has banned this account. Open WhatsApp on the phone to see why and to appeal.',
    fr: 'WhatsApp a banni ce compte. Ouvrez WhatsApp sur le téléphone pour en connaître la raison et faire appel.',
  },
  logged_out: {
    en: 'The phone removed this device from its linked devices. Scan a new QR code to link it again.',
    fr: 'Le téléphone a retiré cet appareil de ses appareils associés. Scannez un nouveau QR code pour le relier.',
  },
};

export const explain = (cause: CloseCause, language: Language): string => EXPLANATIONS[cause][language];
