import { headerWord, isOwnerWord, phoneRank } from './header-composition.ts';

/** Fields that a column of a file may be taken as; besides, `attributes.<key>` and `ignore`. */
export const importFields = [
  'phone',
  'name',
  'firstName',
  'lastName',
  'email',
  'country',
  'language',
  'gender',
  'birthDate',
  'profession',
  'registeredAt',
  'subscription',
  'tags',
  'referrerName',
  'consent.source',
  'consent.at',
] as const;
export type ImportField = (typeof importFields)[number];
export type ColumnTarget = ImportField | `attributes.${string}` | 'ignore';

/** How a header is understood. `rank` orders columns of one field: the smaller is asked first. */
export type HeaderMeaning = { readonly target: ColumnTarget; readonly rank: number; readonly confidence: number };

/** A header as it is compared: without case, accents and punctuation. */
export const foldHeader = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A column named for the person may hold the number. */
const CONTACT_RANK = 5;

type Words = readonly [target: ColumnTarget, rank: number, words: string];

/** Plain words in French, English, Spanish, Portuguese and German, and the headers of common address books, shops and mailers. */
const dictionary: readonly Words[] = [
  [
    'phone',
    0,
    'whatsapp|whats app|numero whatsapp|whatsapp number|whatsapp phone number|whatsapp phone|tel whatsapp|telephone whatsapp|contact whatsapp|n whatsapp|no whatsapp|wa|wsp|whatsapp no|num whatsapp|whatsapp telefone|telefono whatsapp|telefone whatsapp|compte whatsapp',
  ],
  [
    'phone',
    1,
    'mobile|mobile phone|mobile number|mobile no|mobile phone number|phone mobile|mob|cell|cell phone|cellphone|cell number|cellular|portable|tel portable|telephone portable|telephone mobile|tel mobile|numero mobile|numero portable|numero de portable|numero de mobile|n portable|n mobile|num mobile|num portable|gsm|tel gsm|numero gsm|celular|telefono celular|numero celular|movil|telefono movil|numero movil|telemovel|telefone celular|cel|handy|mobiltelefon|mobile 1|portable 1|sms phone number|sms|phone cell|tel cel|telefono del movil|الجوال|رقم الجوال|المحمول|رقم الموبايل',
  ],
  [
    'phone',
    2,
    'phone|telephone|tel|phone number|phone no|phone num|telephone number|numero|numero de telephone|numero telephone|numero de tel|numero tel|n telephone|n de telephone|n tel|n de tel|no telephone|no tel|num tel|num telephone|num de telephone|num|telefono|telefone|fone|numero de telefono|numero de telefone|telefon|contact number|contact phone|contact no|contact phone number|primary phone|primary phone number|phone1|phone 1|tel1|tel 1|telephone1|telephone 1|numero 1|numeros|msisdn|default phone|billing phone|customer phone|phone billing|coordonnees telephoniques|contact telephonique|phone e164|number|e164|telefonnummer|الهاتف|رقم الهاتف|هاتف|телефон|номер телефона',
  ],
  [
    'phone',
    3,
    'home phone|business phone|work phone|office phone|other phone|company phone|company main phone|home phone 2|business phone 2|telephone domicile|telephone bureau|telephone professionnel|telephone fixe|tel fixe|fixe|tel bureau|tel domicile|autre telephone|telefono casa|telefono trabajo|telefono fijo|telefone fixo|telefone residencial|telefone comercial|phone2|phone 2|tel2|tel 2|telephone2|telephone 2|phone 3|tel 3|telephone 3|mobile 2|portable 2|shipping phone|numero 2|autre numero|secondary phone|car phone|radio phone|default address phone|telefon geschaftlich|telefon privat|telefon geschaftlich 2|telefon privat 2|weiteres telefon|haupttelefon|telefono del trabajo|telefono del domicilio|telefono particular|autre tel',
  ],
  [
    'phone',
    CONTACT_RANK,
    'contact|contacts|contacto|contactos|contato|contatos|contact 1|contact 2|contact 3|contacto 1|contacto 2|numero de contact|numero contact|n de contact|numero de contacto|n de contacto|no de contacto|no de contact|no contact|nro de contacto|numero de contato',
  ],
  [
    'name',
    0,
    'name|full name|fullname|nom complet|nom et prenom|nom et prenoms|noms et prenoms|nom prenom|nom prenoms|prenom et nom|prenoms et nom|prenom nom|nom  prenom|display name|complete name|nom affiche|nom du client|nom client|customer name|client name|contact name|nom du contact|nombre completo|nombre y apellido|nombre y apellidos|nome completo|nome e sobrenome|fn|user name|identite|raison sociale nom|noms prenoms|customer|client|cliente|nom usuel|saved name|membre|adherent|participant|kunde|kundin|kundenname|mitglied|vollstandiger name|vor und nachname|vorname nachname|name vorname|nome e cognome|patient|paciente|eleve|alumno|aluno|الاسم|الاسم الكامل|اسم|имя',
  ],
  [
    'firstName',
    0,
    'first name|firstname|given name|givenname|prenom|prenoms|nome proprio|voornaam|forename|fname|nombre|nombres|primeiro nome|primer nombre|vorname|billing first name|rufname|shipping first name|first|petit nom|الاسم الأول',
  ],
  [
    'lastName',
    1,
    'last name|lastname|family name|familyname|surname|nom de famille|cognome|cognomi|achternaam|lname|apellido|apellidos|sobrenome|ultimo nome|nachname|billing last name|familienname|zuname|shipping last name|last|patronyme|nom de naissance|segundo apellido',
  ],
  ['name', 1, 'public name|pushname|push name|whatsapp name'],
  ['name', 2, 'nom|noms|nome|n|nom s'],
  [
    'email',
    0,
    'email|e mail|mail|email address|e mail address|adresse email|adresse e mail|adresse mail|adresse de messagerie|adresse electronique|courriel|correo|correo electronico|correo e|user email|billing email|email 1 value|e mail 1 value|email 1|e mail 1|primary email|emailaddress|endereco de e mail|endereco de email|e mail principal|customer email|البريد الإلكتروني|e mail adresse|email adresse|correio eletronico|correio electronico|mailadresse|e mail valeur|email valeur',
  ],
  [
    'country',
    0,
    'country|pays|pais|country region|land region|land region geschaftlich|land region privat|countryregion|country code|code pays|pays code|code du pays|billing country|country iso|mailing country|country country name|pays nom du pays|pais nombre del pais|pais nome do pais|paese|nazione|address country|country code billing|iso country|default address country code|default address country|cc|land|pays de residence|country name|pays region|codigo pais|codigo do pais|residence country',
  ],
  [
    'country',
    1,
    'pais regiao comercial|pais regiao residencial|pais region|home country region|business country region|home country|business country|address 1 country|shipping country|pays domicile|pays bureau',
  ],
  // Calling codes (`+237`, `33`) tell where a number is at home.
  [
    'country',
    2,
    'indicatif|indicatif pays|indicatif telephonique|dial code|dialling code|calling code|phone country code|country calling code|phone code|indicativo|ddi',
  ],
  [
    'language',
    0,
    'language|langue|lang|idioma|lingua|preferred language|langue preferee|langue parlee|locale|sprache|langues',
  ],
  [
    'gender',
    0,
    'gender|sexe|sex|genre|sexo|genero|civilite|sesso|genere|titolo di cortesia|geslacht|sexe genre|sexe civilite|civility|salutation|titre de civilite|geschlecht|name prefix|prefix|prefixe|prefixe du nom|tratamiento|anrede',
  ],
  [
    'birthDate',
    0,
    'birthdate|birth date|birthday|date of birth|dob|data di nascita|compleanno|geboortedatum|verjaardag|bday|date de naissance|date naissance|naissance|ne le|nee le|ne e le|anniversaire|date d anniversaire|fecha de nacimiento|fecha nacimiento|nacimiento|cumpleanos|data de nascimento|data nascimento|nascimento|aniversario|geburtstag|geburtsdatum|geb datum|geb|birth day|bdate|date naiss|date de naiss|fecha de nac|fecha nac|f nacimiento|f nac|data de nasc|data nasc|dt nasc|dt nascimento|jour de naissance',
  ],
  [
    'profession',
    0,
    'profession|metier|job|job title|jobtitle|professione|mestiere|qualifica|beroep|occupation|fonction|poste|poste occupe|emploi|profesion|ocupacion|profissao|ocupacao|cargo|job position|organization title|organization 1 title|activite|activite professionnelle|beruf|puesto|trabajo|position|poste dans l organisation',
  ],
  [
    'registeredAt',
    0,
    'registeredat|registered at|registered|registration date|date registered|date d inscription|date inscription|inscription|inscrit le|inscrite le|signup date|sign up date|signed up|user registered|created at|created|created utc|created time|added time|cree le|creado el|criado em|data di creazione|data di registrazione|create date|created date|date created|date de creation|date creation|fecha de registro|fecha de alta|data de cadastro|data de registro|optin time|date added|date d ajout|customer since|client depuis|createdat|date d enregistrement|date de souscription|erstellt am|erstellt|registriert am|anmeldedatum|kunde seit|cliente desde',
  ],
  [
    'subscription',
    0,
    'subscription|abonnement|abonne|subscribed|abonne e|suscripcion|assinatura|suscrito|assinante|est abonne|is subscribed|subscription status',
  ],
  [
    'tags',
    0,
    'tags|tag|etiquettes|etiquette|labels|label|etichette|etichetta|category ids|tag ids|contact tags|group membership|categories|categorie|category|groupe|groupes|groups|group|segment|segments|etiquetas|etiqueta|marcadores|grupos|grupo|mots cles|libelles|libelle|kategorien|schlagworter|schlagwort|gruppen|gruppe|kategorie|categorias|categoria',
  ],
  [
    'referrerName',
    0,
    'referrername|referrer name|referrer|parrain|parrain e|nom du parrain|parraine par|recommande par|referred by|referral|apporteur|marraine|padrino|referido por|indicado por|padrinho|sponsor',
  ],
  ['consent.source', 0, 'consent source|source du consentement|origine du consentement|consent origin'],
  ['consent.at', 0, 'consent at|consent date|date du consentement|date de consentement'],
  [
    'attributes.city',
    0,
    'city|ville|town|localite|commune|citta|comune|woonplaats|mailing city|address city|ciudad|cidade|stadt|billing city|default address city|home city|business city|city town|ville de residence|municipio|ort geschaftlich|ort privat|address 1 city|adresse 1 ville|wohnort|ort|ville bureau|ville domicile|cidade comercial',
  ],
  [
    'attributes.company',
    0,
    'company|company name|societe|entreprise|organization|societa|azienda|bedrijf|account name|organisation|organization name|organization 1 name|nom de l entreprise|nom de la societe|raison sociale|empresa|firma|default address company|billing company|associated company|etablissement|org|organizacion|organizacao|nom de l organisation',
  ],
  ['attributes.product', 0, 'product|produit|producto|produto'],
  ['attributes.plan', 0, 'plan|formule|forfait|offre'],
  ['attributes.amount', 0, 'amount|montant|monto|valor|importe'],
  ['attributes.link', 0, 'link|lien|enlace'],
];

const known: ReadonlyMap<string, HeaderMeaning> = new Map(
  dictionary.flatMap(([target, rank, words]) =>
    words.split('|').map((word) => [foldHeader(word), { target, rank, confidence: 0.95 }] as const),
  ),
);

const ownNames: ReadonlyMap<string, ImportField> = new Map(importFields.map((field) => [field.toLowerCase(), field]));
const attributeHeader = /^attributes?\.([A-Za-z][A-Za-z0-9_]{0,39})$/;
/** `Phone 2 - Value` of Google's export. */
const numberedPhone =
  /^(?:phone|telephone|tel|mobile|telefono|telefone|telefon) (\d{1,2}) (?:value|valeur|valor|wert|number|numero)$/;
const numberedEmail = /^(?:e mail|email|correo|courriel) \d{1,2} (?:value|valeur|valor|wert)$/;
/** Nothing to anybody: the column that a list of rejected rows adds, and unnamed ones. */
const silent = new Set(['', 'problem', 'relance problem']);

/** What is written about a phone or an address, and not the thing. */
const beside =
  /\b(?:type|tipo|typ|label|libelle|etiqueta|etichetta|etikett|bezeichnung|date|nombre de|status|statut|marketing|consent|opt in|optin|fax)\b/;
const remarks = / (?:obligatoire|required|requis|optional|optionnel)$/;

/** `City (Billing)` of orders is `Billing City`. */
function ofOrder(folded: string): HeaderMeaning | undefined {
  const [, word, kind] = /^(.+) (billing|shipping)$/.exec(folded) ?? [];
  return word === undefined ? undefined : (known.get(`${kind} ${word}`) ?? known.get(word));
}

/** `Person - Phone - Work`: before the dash stands of whom. */
function ofPerson(written: string): HeaderMeaning | undefined {
  const [, of, what = ''] = /^\s*([\p{L} ]{3,20}?)\s+[-–—]\s+(.+)$/u.exec(written) ?? [];
  return of !== undefined && isOwnerWord(foldHeader(of)) ? (meaningOf(what) ?? undefined) : undefined;
}

/** What a header says its column is; null when nobody knows it. */
export function meaningOf(header: string): HeaderMeaning | null {
  const written = header.trim();
  const own = ownNames.get(written.toLowerCase());
  const attribute = attributeHeader.exec(written)?.[1];
  if (attribute) return { target: `attributes.${attribute}`, rank: 0, confidence: 1 };
  // `Prénom(s)`, `Prénom·s`: one or several.
  const folded = foldHeader(written.replace(/(?<=\p{L})(?:\(s\)|·s)(?!\p{L})/giu, ''));
  // `N°` numbers the rows; folded it would read as the `N` of a vCard.
  if (/^(?:n\s*[°º.]|№|#)$/i.test(written)) return null;
  const found = known.get(folded) ?? known.get(folded.replace(remarks, '')) ?? ofOrder(folded) ?? ofPerson(written);
  if (own) return { target: own, rank: found?.rank ?? 0, confidence: 1 };
  if (found) return found;
  const numbered = numberedPhone.exec(folded)?.[1];
  if (numbered) return { target: 'phone', rank: 1 + Number(numbered) / 10, confidence: 0.95 };
  const word = headerWord(folded);
  const composed = word === null ? undefined : known.get(word);
  if (composed) return { ...composed, confidence: 0.7 };
  if (beside.test(folded)) return null;
  if (numberedEmail.test(folded)) return { target: 'email', rank: 1, confidence: 0.95 };
  // `Téléphone (WhatsApp)`, `Numéro de téléphone mobile` and their like.
  if (/\b(whatsapp)\b/.test(folded) && folded.length < 60) return { target: 'phone', rank: 0, confidence: 0.8 };
  const rank = phoneRank(folded);
  if (rank !== null) return { target: 'phone', rank, confidence: 0.8 };
  const asked = questions.test(written) ? askedFor(folded) : null;
  if (asked) return { target: asked, rank: 4, confidence: 0.7 };
  if (
    /^(numero|num|n|no)? ?(de )?(telephone|tel|phone|telefono|telefone|telefon|celular)\b/.test(folded) &&
    folded.length < 40
  ) {
    return { target: 'phone', rank: /mobile|portable|gsm|cel/.test(folded) ? 1 : 3, confidence: 0.8 };
  }
  return null;
}

/**
 * What the headers of a file say together. `Contact` beside a column of phones and without another name is who it is; alone it is
 * how to reach them.
 */
export function meaningsOf(header: readonly string[]): readonly (HeaderMeaning | null)[] {
  const each = header.map((name) => meaningOf(name));
  const isContact = (meaning: HeaderMeaning | null): boolean =>
    meaning?.target === 'phone' && meaning.rank === CONTACT_RANK;
  const hasPhone = each.some((meaning) => meaning?.target === 'phone' && !isContact(meaning));
  const hasName = each.some((meaning) => /name$/i.test(meaning?.target ?? ''));
  if (!hasPhone || hasName) return each;
  return each.map((meaning) => (isContact(meaning) ? { target: 'name', rank: 0, confidence: 0.6 } : meaning));
}

/** Headers of forms are questions: `Quel est ton prénom ?`, `Votre numéro`. */
const questions = /\?\s*$|^\s*(?:votre|vos|ton|ta|your|quel|quelle|what|indique|indiquez|entrez|saisissez)\b/i;

function askedFor(folded: string): ColumnTarget | null {
  if (/\b(whatsapp|telephone|tel|phone|mobile|portable)\b/.test(folded)) return 'phone';
  if (/\b(email|e mail|mail|courriel)\b/.test(folded)) return 'email';
  if (/\b(nom|noms|name)\b.*\bprenoms?\b|\bprenoms?\b.*\bnoms?\b|\bfull name\b/.test(folded)) return 'name';
  if (/\bprenoms?\b|\bfirst name\b/.test(folded)) return 'firstName';
  if (/\b(nom|name)\b/.test(folded) && !/\b(nom|name) (de|du|of)\b/.test(folded)) return 'name';
  return /\b(ville|city)\b/.test(folded) ? 'attributes.city' : null;
}

/** The name of a column that has none of its own. */
export const unnamedColumn = (index: number): string => `Column ${index + 1}`;
const unnamed = /^column \d{1,3}$/;

/** Whether nothing in a header says what its columns are: it was made up, or one column stands alone. */
export const isUnnamed = (header: readonly string[]): boolean => {
  const named = header.filter((name) => !isSilentHeader(name));
  return named.length > 0 && (named.length === 1 || named.every((name) => unnamed.test(foldHeader(name))));
};

/** A column that no report needs to name. */
export const isSilentHeader = (header: string): boolean => silent.has(foldHeader(header));

/** How much a row of cells reads like a header: known names, the phone's twice. */
export function headerScore(cells: readonly string[]): number {
  let score = 0;
  // Where a number or an address stands, there is a person and no header.
  if (cells.some((cell) => isNumberLike(cell) || isEmailLike(cell))) return 0;
  for (const cell of cells) {
    if (cell.length === 0 || cell.length > 60 || /\d{5}/.test(cell)) continue;
    const target = meaningOf(cell)?.target;
    if (target) score += target === 'phone' ? 2 : 1;
  }
  return score;
}

/** Whether a cell is a phone number by its looks: digits and what people put between and around them. */
export function isNumberLike(text: string): boolean {
  const bare = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i, '')
    .replace(/^(?:tel:|p:)|^['"]+|['"]+$/gi, '')
    .trim();
  const digits = bare.replace(/\D/g, '').length;
  return /^[+(]?[\d\s().\-/]{7,24}$/.test(bare) && digits >= 8 && digits <= 17 && !isDateLike(bare);
}
/** `2024-03-01 10` and `31.05.1990` have as many digits as a short number. */
const isDateLike = (text: string): boolean =>
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:\s|$)/.test(text);
export const isEmailLike = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) && !isNumberLike(text);
