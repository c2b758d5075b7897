/** What a verdict’s code says to people, English and French. */
const sentences = {
  open: ['Nothing stands in the way.', 'Rien ne s’y oppose.'],
  target_sending: ['A message is on its way.', 'Un message est en cours d’envoi.'],
  target_unknown: ['It is not known whether the last message left.', 'On ignore si le dernier message est parti.'],
  target_ended: ['The sequence has ended for this person.', 'La séquence est terminée pour cette personne.'],
  campaign_draft: ['The campaign has not been started.', 'La campagne n’est pas démarrée.'],
  campaign_scheduled: ['The campaign is scheduled for later.', 'La campagne est planifiée.'],
  campaign_paused: ['The campaign is paused.', 'La campagne est en pause.'],
  campaign_completed: ['The campaign is completed.', 'La campagne est terminée.'],
  campaign_cancelled: ['The campaign is cancelled.', 'La campagne est annulée.'],
  default_suspended: [
    'The default relance rests while a campaign runs.',
    'La relance par défaut attend la fin d’une campagne.',
  ],
  entitlement_unknown: [
    'The service that knows whether you may send does not answer.',
    'Le service qui sait si vous pouvez envoyer ne répond pas.',
  ],
  referrer_inactive: ['Your account may not send at the moment.', 'Votre compte ne peut pas envoyer en ce moment.'],
  relance_disabled: ['Relance is switched off.', 'La relance est désactivée.'],
  sending_paused: ['Sending is paused.', 'Les envois sont en pause.'],
  default_paused: ['The default relance is paused.', 'La relance par défaut est en pause.'],
  opted_out: ['The person asked to be left alone.', 'La personne ne veut plus de messages.'],
  converted: ['The person has paid.', 'La personne a payé.'],
  contact_removed: ['The contact was removed.', 'Le contact a été retiré.'],
  invalid_phone: ['The phone number cannot exist.', 'Le numéro de téléphone n’existe pas.'],
  not_on_whatsapp: ['The number is not on WhatsApp.', 'Le numéro n’est pas sur WhatsApp.'],
  not_due: ['The day’s message is not due yet.', 'Le message du jour n’est pas encore dû.'],
  nobody_received: [
    'WhatsApp took the last messages, and no phone received them.',
    'WhatsApp a pris les derniers messages et aucun téléphone ne les a reçus.',
  ],
  outside_window: ['It is outside the sending hours there.', 'Il est hors des heures d’envoi là-bas.'],
  no_window: ['There are no sending hours.', 'Aucune heure d’envoi n’est définie.'],
  daily_cap_reached: ['Today’s limit of messages is reached.', 'La limite de messages du jour est atteinte.'],
  campaign_cap_reached: [
    'The campaign’s limit for today is reached.',
    'La limite du jour de la campagne est atteinte.',
  ],
  cold_cap_reached: [
    'Today’s limit for new contacts is reached.',
    'La limite du jour pour les nouveaux contacts est atteinte.',
  ],
  pacing: ['The pause between two messages is not over.', 'La pause entre deux messages n’est pas finie.'],
  session_connecting: ['Waiting for the connection to WhatsApp.', 'En attente de la connexion à WhatsApp.'],
  session_needs_scan: ['WhatsApp must be linked by a scan.', 'WhatsApp doit être lié par un scan.'],
  session_stopped: ['WhatsApp is disconnected.', 'WhatsApp est déconnecté.'],
  session_restricted: ['WhatsApp has restricted the account.', 'WhatsApp a restreint le compte.'],
  session_elsewhere: ['No connection to WhatsApp is open here.', 'Aucune connexion à WhatsApp n’est ouverte ici.'],
  new_chats_restricted: [
    'WhatsApp refuses new chats for now.',
    'WhatsApp refuse les nouvelles discussions pour l’instant.',
  ],
} as const satisfies Readonly<Record<string, readonly [en: string, fr: string]>>;

/** The sentence of a verdict's code; a code unknown here is shown as it is. */
export function whySentence(code: string, language: 'fr' | 'en'): string {
  const known = Object.entries(sentences).find(([name]) => name === code)?.[1];
  return known ? known[language === 'en' ? 0 : 1] : code;
}

export const explainedCodes: readonly string[] = Object.keys(sentences);
