/** Changes of many campaigns at once. */
export const bulk = {
  'bulk.all': 'Sélectionner les {count} qui correspondent',
  'bulk.allSelected': 'Les {count} qui correspondent sont sélectionnées',
  'bulk.count': 'le décompte',
  'bulk.counting': 'Décompte de ce qui changerait',
  'bulk.pause': { one: 'Mettre {count} campagne en pause ?', other: 'Mettre {count} campagnes en pause ?' },
  'bulk.resume': { one: 'Reprendre {count} campagne ?', other: 'Reprendre {count} campagnes ?' },
  'bulk.cancel': {
    one: 'Annuler définitivement {count} campagne ?',
    other: 'Annuler définitivement {count} campagnes ?',
  },
  'bulk.cancelShort': 'Annuler…',
  'bulk.among': 'Parmi elles : {names}',
  'bulk.result': 'Modifiées : {ok} ; refusées : {failed}',
  'bulk.resultTitle': 'Résultat',
  'bulk.outcome': 'le résultat',
  'bulk.ok': 'Modifiée',
  'bulk.refused': 'Refusée',
  'bulk.running': 'La modification est en cours',
  'bulk.percent': '{percent} %',
} as const;
