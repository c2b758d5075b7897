/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'Premiers pas',
  'firstSteps.what': 'Cinq étapes jusqu’au premier message. Chacune peut être quittée et reprise.',
  'firstSteps.own': 'Envoyer depuis votre propre téléphone',
  'firstSteps.ownWhat': 'Crée un membre pour vous, puis liaison, contacts, messages, campagne.',
  'firstSteps.invite': 'Inviter quelqu’un qui envoie',
  'firstSteps.link': 'Lier un téléphone',
  'firstSteps.contacts': 'Ajouter des contacts',
  'firstSteps.messages': 'Écrire les messages',
  'firstSteps.campaign': 'Démarrer une campagne',
  'firstSteps.done': 'Fait',
  'firstSteps.todo': 'À faire',
} as const;
