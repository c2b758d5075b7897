/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'Premiers pas',
  'firstSteps.own': 'Envoyer depuis votre propre téléphone',
  'firstSteps.ownWhat':
    'Vous devenez membre vous-même : lier un téléphone, importer des contacts, écrire les messages, lancer une campagne.',
  'firstSteps.invite': 'Inviter quelqu’un qui envoie',
} as const;
