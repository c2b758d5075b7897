/**
 * Headers that people compose themselves: a word for the thing, and around it articles, whose it is and how it is written
 * (`Nome do cliente`, `Nro. de celular`, `Contacts téléphoniques`, `Téléphone (avec indicatif)`).
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** How a number is written says nothing of what it is. */
const forms =
  /\b(?:avec (?:l )?(?:indicatif|code)(?: (?:du )?pays)?|sans indicatif|indicatif (?:compris|inclus)|format international|with (?:the )?(?:country|area|dial(?:ling)?) code|(?:incl|including) country code|con (?:el )?(?:codigo|prefijo)(?: de(?:l)? pais)?|com (?:o )?(?:ddd|ddi|codigo(?: do pais)?)|mit (?:vorwahl|landervorwahl))\b/g;
const articles = words('de du des d la le les l del da do das dos el los las the of s e es a as os der die das von');
const owners = words(
  'client clients cliente clientes customer customers kunde kunden kundin contact contacts contacto contactos contato contatos ' +
    'membre membres member members miembro membro mitglied adherent adherents abonne abonnes socio socios eleve eleves etudiant ' +
    'etudiants student students patient patients paciente participant participants participante utilisateur user users usuario ' +
    'person persona pessoa prospect prospects lead leads beneficiaire assure locataire parent parents personne person persona invite votre vos ton your ' +
    'my mon su seu sua sa son invitee buyer acheteur acheteuse comprador compradora acquirente profile destinataire',
);
const qualifiers = words(
  'principal principale primary main personnel personnelle perso personal pessoal complet complete completo actuel current ' +
    'direccion endereco adresse address',
);
/** Where something is, or which of several it is. */
const places = words(
  'bureau domicile uff ufficio abit abitazione trabajo casa comercial residencial work home business office private privat prive ' +
    'geschaftlich autre autres otro otra outro outra altro altra other weitere weiteres zweite utc gmt',
);
const numberWords = words('n no nr nro num nums numero numeros number numbers nummer');
/** Nothing that stands alone once the rest is gone. */
const tooLittle = /^(?:\p{L}|\d+)?$/u;

const ofMobiles = words(
  'mobile mobiles mobil mob cell cel cellulaire cellular celular celulares movil moviles telemovel telemoveis portable portables ' +
    'port gsm handy handynummer handynr mobilnummer mobilnr mobiltelefon mobilfunk mobilfunknummer mobiel mobiele cellulare cellulari iphone sms',
);
const ofWhatsApp = words('whatsapp whatsap watsapp wsp wpp wtsp zap');
const ofFixedLines = words(
  'fixe fixes fijo fixo fisso festnetz domicile bureau maison casa home work travail trabajo ufficio uff office landline residencial ' +
    'comercial geschaftlich privat prive business autre otro otra outro outra altro altra other weiteres',
);
const ofPhones = words(
  'phone phones telephone telephones telephonique telephoniques tel tels telefono telefonos telefone telefones telefon fone fones ' +
    'rufnummer telefonnummer telefonnr telnr telefoon telefoonnummer telefonnumer',
);

/** Whether a folded word says of whom something is: `client`, `person`. */
export const isOwnerWord = (folded: string): boolean => owners.has(folded);

/** Singulars that end as plurals do. */
const singulars = words('pays pais sms prefix sex address business');
const singular = (word: string): string => (singulars.has(word) ? word : word.replace(/(?<=\p{L}{3})(?:s|x)$/u, ''));

/** What is left of a folded header without what is said around its word; null when that is nothing, or all of it. */
export function headerWord(folded: string): string | null {
  const all = folded.replace(forms, ' ').split(' ');
  const kept = all.filter(
    (word) =>
      !articles.has(word) && !owners.has(word) && !qualifiers.has(word) && !/^\d{1,2}$/.test(word) && word !== '',
  );
  const left = kept.map(singular).join(' ');
  return left === folded || tooLittle.test(left) || kept.every((word) => numberWords.has(word)) ? null : left;
}

/** What is left besides where something is (`Ciudad del trabajo`, `Email - Work`); null when that is nothing, or all of it. */
export function placelessWord(folded: string): string | null {
  const word = headerWord(folded) ?? folded;
  const left = word
    .split(' ')
    .filter((each) => !places.has(each))
    .join(' ');
  return left === word || tooLittle.test(left) ? null : left;
}

/** Whether a folded header is made of words for a phone only; its rank among columns of phones (see `HeaderMeaning`). */
export function phoneRank(folded: string): number | null {
  const left = (headerWord(folded) ?? folded).split(' ').filter((word) => !numberWords.has(word));
  const isOf = (set: ReadonlySet<string>): boolean => left.some((word) => set.has(word));
  const all = [ofMobiles, ofWhatsApp, ofFixedLines, ofPhones];
  const isPhone = isOf(ofMobiles) || isOf(ofWhatsApp) || isOf(ofPhones);
  if (left.length === 0 || !isPhone || !left.every((word) => all.some((set) => set.has(word)))) return null;
  if (isOf(ofWhatsApp)) return 0;
  if (isOf(ofMobiles)) return 1;
  return isOf(ofFixedLines) ? 3 : 2;
}
