import { placeholderForm } from './placeholder.ts';

/** Other programs' spellings of a variable: sent as they stand, so they are only warned of. */
const foreignForms: readonly RegExp[] = [
  /\{![\p{L}_][\p{L}\p{M}\p{N}_. ]{0,59}\}/gu,
  /\*\|[\p{L}\p{M}\p{N}_.: -]{1,40}\|\*/gu,
  /｛｛[^｛｝]{1,40}｝｝/gu,
  /<<\s*[\p{L}\p{M}\p{N}_. -]{1,40}\s*>>/gu,
  /<%[=-]?\s*[^%<>]{1,60}%>/gu,
  /\{%[^%{}]{1,60}%\}/gu,
  /[{#@]\$[\p{L}\p{M}\p{N}_. ]{1,40}\}/gu,
  /\[\[\s*[\p{L}_][\p{L}\p{M}\p{N}_. -]{0,39}\]\]/gu,
  /%%[\p{L}_][\p{L}\p{M}\p{N}_.]{0,39}%%/gu,
  /[$#@]\{[\p{L}\p{M}\p{N}_. ]{1,40}\}/gu,
  /[$%]\([\p{L}_][\p{L}\p{M}\p{N}_.]{0,39}\)s?/gu,
  /(?<![{$])\{\s*[\p{L}_][\p{L}\p{M}\p{N}_. |-]{0,39}\}(?!\})/gu,
  /\[\s*[\p{L}_][\p{L}\p{M}\p{N}_. -]{0,39}\]/gu,
  /%[\p{L}_][\p{L}\p{M}\p{N}_.]{0,39}%/gu,
];

/** Words that programs call their variables by, folded; other words between the marks below are what somebody wants to say. */
const variableWords = new Set(
  (
    'name|first name|firstname|fname|last name|lastname|lname|full name|fullname|surname|given name|family name|customer|customer name|' +
    'client|client name|contact|contact name|user|user name|username|nom|prenom|nom complet|nom client|nom du client|prenom nom|' +
    'nom de famille|nombre|apellido|apellidos|cliente|nome|sobrenome|vorname|nachname|company|societe|entreprise|city|ville|email|' +
    'phone|telephone|الاسم'
  ).split('|'),
);
const word = String.raw`\s?\p{L}[\p{L}\p{M}\p{N}_. -]{0,30}?\s?`;
/** Marks on both sides that also have other uses, and signs before a word: variables only around such a word. */
const markedForms: readonly RegExp[] = [
  ...['##', '\\$\\$', '__', '@@', '&&', '~~', '\\|\\|', '#', '\\$', '@', '&', '\\|'].map(
    (mark) => new RegExp(`(?<![\\p{L}\\p{N}])${mark}(${word})${mark}(?![\\p{L}\\p{N}])`, 'gu'),
  ),
  new RegExp(`«(${word})»`, 'gu'),
  new RegExp(`‹(${word})›`, 'gu'),
  new RegExp(`<(${word})>`, 'gu'),
  new RegExp(String.raw`\(\((${word})\)\)`, 'gu'),
  /(?<![\p{L}\p{N}.$@:/-])[$@:]([\p{L}][\p{L}\p{M}_]{1,30})(?![\p{L}\p{N}@])(?!\.\p{L})/gu,
];

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[_.\s-]+/g, ' ')
    .trim()
    .toLowerCase();
/** `contact.first_name`: of whom the variable is. */
const isVariable = (text: string): boolean =>
  variableWords.has(folded(text)) ||
  variableWords.has(folded(text).replace(/^(?:contact|user|client|customer|recipient) /, ''));

/** `{name}`, `[name]`, `*|FNAME|*`, `%name%`, `<<name>>`, `$name`, `#name#` and their like, each once and as written. */
export function foreignPlaceholders(text: string): readonly string[] {
  let rest = text.replace(placeholderForm, ' ');
  const found: string[] = [];
  for (const form of foreignForms) {
    found.push(...[...rest.matchAll(form)].map(([source]) => source));
    rest = rest.replace(form, ' ');
  }
  for (const form of markedForms)
    rest = rest.replace(form, (source, inner: string) => {
      if (!isVariable(inner)) return source;
      found.push(source);
      return ' ';
    });
  return [...new Set(found)];
}

/** Filters of template languages: behind the bar of `{{name|…}}` they would be said where the name is missing. */
const filterForm =
  /^(?:(?:default|fallback)\s*[:=(].*|upper|uppercase|upcase|lower|lowercase|downcase|capitali[sz]e|capfirst|ucfirst|title|titlecase|trim|strip|escape|safe|raw)$/i;

/** Whether the words behind a bar are another program's filter. */
export const isForeignFilter = (fallback: string): boolean => filterForm.test(fallback);
