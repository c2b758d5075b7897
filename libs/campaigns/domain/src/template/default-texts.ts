import { type DayMessage } from './template.ts';

/**
 * The default sequence: seven short notes that a person could have written, one a day, each with a way to say no.
 * Seeded once; admins change them as they like.
 */
const texts: readonly { readonly fr: string; readonly en: string }[] = [
  {
    fr: "Bonjour {{name}} 👋 C'est {{referrerName}}. Merci pour votre inscription ! Avez-vous pu découvrir ce que nous proposons ? Je suis là si vous avez la moindre question.",
    en: 'Hello {{name}} 👋 This is {{referrerName}}. Thank you for signing up! Have you had a chance to look around? I am here for any question.',
  },
  {
    fr: 'Bonjour {{name}}, je reviens vers vous comme promis. Beaucoup commencent par une seule petite étape, et tout devient plus simple ensuite. Souhaitez-vous que je vous montre laquelle ?',
    en: 'Hello {{name}}, getting back to you as promised. Most people begin with one small step, and the rest gets easier. Shall I show you which one?',
  },
  {
    fr: "{{name}}, voici ce que nos membres apprécient le plus : un accompagnement personnel et des réponses rapides. Qu'est-ce qui compterait le plus pour vous ?",
    en: '{{name}}, what our members like most is personal support and quick answers. What would matter most to you?',
  },
  {
    fr: "Bonjour {{name}} 🙂 Une question revient souvent : « Est-ce que c'est fait pour moi ? » Dites-moi en deux mots votre situation, je vous répondrai franchement.",
    en: 'Hello {{name}} 🙂 One question comes up a lot: "Is this for me?" Tell me about your situation in two words and I will answer frankly.',
  },
  {
    fr: '{{name}}, si quelque chose vous retient (le temps, le budget, un doute), parlons-en simplement. Il y a presque toujours une solution.',
    en: '{{name}}, if something holds you back (time, budget, a doubt), let us talk about it plainly. There nearly always is a way.',
  },
  {
    fr: "Bonjour {{name}}, c'est {{referrerName}}. Je garde votre place encore un peu. Voulez-vous que nous terminions votre inscription ensemble ? Cela prend cinq minutes.",
    en: 'Hello {{name}}, this is {{referrerName}}. I am keeping your place a little longer. Shall we finish your registration together? It takes five minutes.',
  },
  {
    fr: "{{name}}, c'est mon dernier message pour ne pas vous déranger davantage. Ma porte reste ouverte : écrivez-moi quand vous voulez. Belle continuation ! 🌱",
    en: '{{name}}, this is my last message, so as not to bother you any further. My door stays open: write to me whenever you like. All the best! 🌱',
  },
];

export const defaultTexts: readonly (DayMessage & { readonly active: boolean })[] = texts.map(
  (messageTemplate, index) => ({
    dayNumber: index + 1,
    messageTemplate,
    mediaIds: [],
    active: true,
  }),
);
