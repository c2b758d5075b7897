/** Requests to be left alone in languages of the Caucasus and of Central Asia; see `index.ts` for what a word has to be. */
export const caucasianTurkic = {
  ka: ['შეწყვიტეთ', 'შეწყვიტე', 'გაჩერდით', 'გააუქმეთ', 'ნუ მომწერთ', 'აღარ მომწეროთ', 'სტოპ'],
  hy: ['դադարեցրեք', 'դադարեցնել', 'կանգնեցրեք', 'մի գրեք ինձ', 'այլևս մի գրեք', 'ստոպ'],
  az: ['dayandırın', 'dayandır', 'mesaj göndərməyin', 'mənə yazmayın', 'abunəliyi ləğv et', 'abunəliyi ləğv edin'],
  kk: ['тоқтату', 'тоқтатыңыз', 'тоқтатыңдар', 'жазбаңыз', 'маған жазбаңыз', 'хабарлама жібермеңіз'],
  uz: ['toxtating', "to'xtating", 'тўхтатинг', 'yozmang', 'menga yozmang', 'xabar yubormang'],
  mn: ['зогсоо', 'зогсооно уу', 'мессеж бүү илгээ', 'надад бүү бич'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
