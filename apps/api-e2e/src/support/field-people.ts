/** What a file holds that a person sends. */
export const base64 = Buffer.from('a file').toString('base64');

/** Numbers as people type them, and the accounts that WhatsApp has for them. */
export const spelled = {
  '+5531988112234': '553188112234',
  '+525512345678': '5215512345678',
  '+541145678901': '5491145678901',
};
/** Two contacts of one account each. */
export const twins = [
  { written: '+5511987654321', other: '+551187654321', account: '551187654321' },
  { written: '+541134567890', other: '+5491134567890', account: '5491134567890' },
];
export const unanswered = ['+33644440001', '+33644440002'];
export const absent = ['+33644440003', '+33644440004'];
export const corrected = [
  { from: '+33644440011', to: '+33644440012', stopsAs: 'from' },
  { from: '+237670000511', to: '+237670000512', stopsAs: 'to' },
] as const;
export const removed = ['+237670000521', '+5521999990001'];
export const hidden = ['+237670000531', '+33644440032'];
export const deleted = ['+237670000541', '+33644440042'];
export const edited = ['+237670000551', '+33644440052'];
export const sealedEdit = '+33644440053';
/** Ways to say STOP with one tap or in one message. */
export const forms = {
  '+237670000561': { form: 'native-flow', text: 'STOP' },
  '+237670000562': { form: 'list', text: 'Arrêter' },
  '+237670000563': { form: 'button', text: 'Se désabonner' },
  '+237670000565': { form: 'ephemeral', text: 'S.T.O.P merci 🙏' },
  '+237670000566': { file: { kind: 'image', base64 }, text: 'stop svp' },
  '+237670000567': { file: { kind: 'document', base64 }, text: '🛑' },
} as const;
export const elsewhere = ['+237670000571', '+33644440072'];
export const wordless = ['+237670000581', '+237670000582', '+33644440083'];
export const talking = ['+237670000591', '+33644440092'];
export const late = ['+237670000601', '+33644440102'];
export const silent = ['+237670000611', '+33644440112'];
export const asksAgain = ['+237670000621', '+33644440122'];
export const away = { stops: '+237670000631', stopsToo: '+33644440132', remembers: '+237670000633' };

const pairs = twins.flatMap(({ written, other }) => [written, other]);
export const once = [
  ...[Object.keys(spelled), pairs, unanswered, absent, hidden, deleted, edited, [sealedEdit]].flat(),
  ...[Object.keys(forms), elsewhere, wordless, talking, asksAgain, Object.values(away)].flat(),
];
export const daily = [late, silent, removed, corrected.map(({ from }) => from)].flat();
