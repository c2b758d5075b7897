/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'Premiers pas',
  'firstSteps.own': 'Envoyer depuis votre propre téléphone',
  'firstSteps.ownWhat':
    'Vous devenez membre vous-même : lier un téléphone, importer des contacts, écrire les messages, lancer une campagne.',
  'firstSteps.invite': 'Inviter quelqu’un qui envoie',
  'firstSteps.ownGoOn': 'Continuer avec votre téléphone',
  'firstSteps.ownBegun':
    'Vous avez commencé à envoyer depuis votre propre téléphone. Les étapes restantes sont sur votre page d’accueil.',
  'guide.progress': '{done} sur {total}',
  'guide.later': 'Plus tard',
  'guide.resume': 'Continuer',
  'guide.next': 'Ensuite : {title}.',
  'tour.title': 'Visite de la démonstration',
  'tour.where': 'Visite, {number} sur {total}',
  'tour.finish': 'Terminer la visite',
  'tour.over': 'C’était la dernière étape. Tout peut être essayé ici : téléphones et destinataires sont simulés.',
  'tour.next': 'Ensuite : {title}',
  'tour.campaigns': 'Regardez les campagnes avancer',
  'tour.campaignsWhy':
    'Les campagnes de trois membres. Un jour y dure quelques secondes : les chiffres bougent d’eux-mêmes. Ouvrez-en une, ou mettez-la en pause.',
  'tour.campaignsDo': 'Voir les campagnes',
  'tour.owners': 'Veillez sur les téléphones',
  'tour.ownersWhy':
    'Un téléphone est connecté, un autre a échoué deux fois et garde son lien, un troisième n’a jamais été lié. Cliquez sur un nom pour savoir pourquoi.',
  'tour.ownersDo': 'Voir les membres',
  'tour.contacts': 'Agissez pour un membre : ses contacts',
  'tour.contactsWhy':
    'Vous agissez maintenant pour Marie-Claire Essomba ; voici les personnes à qui elle écrit. Importez un fichier, ou ouvrez une fiche.',
  'tour.contactsDo': 'Agir pour Marie-Claire',
  'tour.messages': 'Lisez et écrivez les messages',
  'tour.messagesWhy': 'Ce que dit chacun des sept jours. Modifiez-en un et voyez à côté ce que lira la personne.',
  'tour.messagesDo': 'Voir les messages',
  'tour.campaign': 'Lancez une campagne',
  'tour.campaignWhy':
    'Choisissez à qui, quoi et quand. Ce que vous lancez ici part aussitôt vers des destinataires simulés.',
  'tour.campaignDo': 'En créer une',
} as const;
