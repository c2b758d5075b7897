import { type Language } from '../contact/contact.ts';
import { type Placeholder } from './placeholder.ts';

/** What every text may name. */
export const messageVariables = ['name', 'firstName', 'referrerName', 'day', 'owner.name', 'campaign.name'] as const;
export type MessageVariable = (typeof messageVariables)[number];

/** Attributes that may be named without `attributes.` before them, and that fall back to words of their own. */
export const shortAttributes = ['lastName', 'company', 'city', 'product', 'plan', 'amount', 'link'] as const;
export type ShortAttribute = (typeof shortAttributes)[number];

const PREFIX = 'attributes.';

/** What a placeholder asks for: a variable of every text, or an attribute of the contact by its key in lower case. */
export type VariableRef =
  | { readonly kind: 'variable'; readonly name: MessageVariable }
  | { readonly kind: 'short'; readonly name: ShortAttribute }
  | { readonly kind: 'attribute'; readonly key: string };

const byLowerCase = <T extends string>(names: readonly T[]): ReadonlyMap<string, T> =>
  new Map(names.map((name) => [name.toLowerCase(), name]));
const variables = byLowerCase(messageVariables);
const shorts = byLowerCase(shortAttributes);

/** Whatever the case; null when nothing is called so. */
export function variableOf(name: string): VariableRef | null {
  const folded = name.toLowerCase();
  const variable = variables.get(folded);
  if (variable) return { kind: 'variable', name: variable };
  const short = shorts.get(folded);
  if (short) return { kind: 'short', name: short };
  const key = folded.startsWith(PREFIX) ? folded.slice(PREFIX.length).trim() : '';
  return key === '' ? null : { kind: 'attribute', key };
}

/** What a text is filled with. Missing values fall back: to the placeholder's own words, else to the language's. */
export type TemplateValues = {
  readonly name: string | null;
  readonly referrerName: string | null;
  readonly day: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly ownerName?: string | null;
  readonly campaignName?: string | null;
};

/** Said when a value is missing; never English inside a French text. */
const fallbacks: Readonly<Record<Language, Readonly<Record<MessageVariable | ShortAttribute, string>>>> = {
  fr: {
    name: 'vous',
    firstName: 'vous',
    referrerName: 'votre parrain',
    day: '',
    'owner.name': 'votre contact',
    'campaign.name': '',
    lastName: '',
    company: 'votre entreprise',
    city: 'votre ville',
    product: 'notre offre',
    plan: 'votre formule',
    amount: '',
    link: '',
  },
  en: {
    name: 'there',
    firstName: 'there',
    referrerName: 'your referrer',
    day: '',
    'owner.name': 'your contact',
    'campaign.name': '',
    lastName: '',
    company: 'your company',
    city: 'your city',
    product: 'our offer',
    plan: 'your plan',
    amount: '',
    link: '',
  },
};

/** Own properties only: nothing inherited is an attribute. */
function attributeOf(attributes: Readonly<Record<string, string>>, key: string): string | null {
  const found = Object.keys(attributes).find((name) => name.toLowerCase() === key.toLowerCase());
  const value = found === undefined ? null : attributes[found];
  return typeof value === 'string' ? value : null;
}

const firstWord = (name: string | null): string | null => name?.trim().split(/\s+/u)[0] ?? null;

function valueOf(ref: VariableRef, values: TemplateValues): string | null {
  if (ref.kind === 'attribute') return attributeOf(values.attributes, ref.key);
  switch (ref.name) {
    case 'name':
      return values.name;
    case 'firstName':
      return attributeOf(values.attributes, 'firstname') ?? firstWord(values.name);
    case 'referrerName':
      return values.referrerName;
    case 'day':
      return String(values.day);
    case 'owner.name':
      return values.ownerName ?? null;
    case 'campaign.name':
      return values.campaignName ?? null;
    default:
      return attributeOf(values.attributes, ref.name);
  }
}

export type Filled = { readonly text: string; readonly isFallback: boolean };

/** What is put in the place of a placeholder; null when nothing is called so, and it stays as it stands. */
export function fill({ name, fallback }: Placeholder, values: TemplateValues, language: Language): Filled | null {
  const ref = variableOf(name);
  if (ref === null) return null;
  const value = valueOf(ref, values)?.trim();
  if (value) return { text: value, isFallback: false };
  if (fallback !== null) return { text: fallback, isFallback: true };
  return { text: ref.kind === 'attribute' ? '' : fallbacks[language][ref.name], isFallback: true };
}
