import { type ColumnTarget } from './import-fields.ts';

/** A column named for the person may hold the number. */
export const CONTACT_RANK = 5;

export type HeaderWords = readonly [target: ColumnTarget, rank: number, words: string];

/** Plain words in French, English, Spanish, Portuguese and German, and the headers of common address books, shops and mailers. */
export const headerWords: readonly HeaderWords[] = [
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
    'name|full name|fullname|nom complet|nom et prenom|nom et prenoms|noms et prenoms|nom prenom|nom prenoms|prenom et nom|prenoms et nom|prenom nom|nom  prenom|display name|complete name|nom affiche|nom du client|nom client|customer name|client name|contact name|nom du contact|nombre completo|nombre y apellido|nombre y apellidos|nome completo|nome e sobrenome|fn|user name|identite|raison sociale nom|noms prenoms|customer|client|cliente|nom usuel|saved name|membre|adherent|participant|kunde|kundin|kundenname|mitglied|vollstandiger name|vor und nachname|vorname nachname|name vorname|nome e cognome|patient|paciente|eleve|alumno|aluno|الاسم الكامل',
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
    'birthdate|birth date|birthday|date of birth|dob|data di nascita|compleanno|geboortedatum|verjaardag|bday|date de naissance|date naissance|naissance|ne le|nee le|ne e le|anniversaire|date d anniversaire|fecha de nacimiento|fecha nacimiento|nacimiento|cumpleanos|data de nascimento|data nascimento|nascimento|aniversario|geburtstag|geburtsdatum|geb datum|geb|birth day|bdate|date naiss|date de naiss|ddn|fecha de nac|fecha nac|f nacimiento|f nac|data de nasc|data nasc|dt nasc|dt nascimento|jour de naissance',
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
