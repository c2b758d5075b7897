/** Who the demo's contacts are: `name | country | language | gender | profession | birth year | tags`. Nobody real. */
const afrique = `
Aïcha N’Diaye|SN|fr|female|Enseignante|1988|vip
Jean-Baptiste Kouassi|CI|fr|male|Commerçant|1979|salon
Éléonore Mbarga|CM|fr|female|Infirmière|1992|vip
Moussa Traoré|ML|fr|male|Agriculteur|1985|salon
Fatoumata Bâ 🌸|SN|fr|female|Couturière|1996|instagram
Chidi Okafor|NG|en|male|Engineer|1990|webinar
Wanjikũ Kamau|KE|en|female|Nurse|1987|webinar
Kwame Asante|GH|en|male|Teacher|1981|salon
Nomvula Dlamini|ZA|en|female|Accountant|1993|webinar
Serge Ébodé|CM|fr|male|Mécanicien|1975|salon
Mariam Ouédraogo|BF|fr|female|Commerçante|1991|instagram
Yao Kossi Agbéko|TG|fr|male|Étudiant|2003|instagram
Grâce Ilunga|CD|fr|female|Médecin|1984|vip
Rodrigue Hounkpatin|BJ|fr|male|Comptable|1989|
Adjoa Mensah|GH|en|female|Designer|1998|instagram
Ousmane Sow|GN|fr|male|Chauffeur|1983|
Blessing Adeyẹmi ✨|NG|en|female|Entrepreneur|1995|vip
Hervé Nguéma|GA|fr|male|Ingénieur|1986|salon
Zainab Bello|NG|en|female|Pharmacist|1990|
Abdoulaye Diallo|SN|fr|male|Enseignant|1978|salon
Clarisse Atangana|CM|fr|female|Coiffeuse|1997|instagram
Koffi Amoussou|BJ|fr|male|Menuisier|1982|
Amina Juma|KE|en|female|Farmer|1989|
Thierry Bokassa-Ndélé|CF|fr|male|Commerçant|1980|
Awa Cissé|CI|fr|female|Étudiante|2004|instagram
Emeka Ọ̀kọ́nkwọ̀|NG|en|male|Developer|1994|webinar
Solange Mukamana|RW|fr|female|Infirmière|1990|
Ibrahim Maïga|ML|fr|male|Journaliste|1987|vip
Pélagie Zinsou|BJ|fr|female|Enseignante|1985|
Bongani Nkosi|ZA|en|male|Electrician|1988|
Rokhaya Fall|SN|fr|female|Comptable|1993|salon
Désiré Tchoumi|CM|fr|male|Étudiant|2002|instagram
Njeri Mwangi 🦒|KE|en|female|Guide|1996|
Lassana Konaté|ML|fr|male|Tailleur|1976|
Estelle Nana Fotso|CM|fr|female|Avocate|1983|vip
Kofi Boateng|GH|en|male|Driver|1992|
Ramatou Issoufou|NE|fr|female|Sage-femme|1989|
Patrice Lumbala|CD|fr|male|Professeur|1974|
Oluwaseun Ade|NG|en|other|Musician|1999|instagram
Gisèle Ndoumbé|CM|fr|female|Restauratrice|1981|salon
Salif Kéïta-Diabaté|CI|fr|male|Musicien|1995|
Thandiwe Mokoena|ZA|en|female|Teacher|1986|webinar
Célestin Rakoto|MG|fr|male|Agriculteur|1984|
Habiba El Fassi|MA|fr|female|Architecte|1990|vip
Mbaye Niang 🥁|SN|fr|male|Artisan|1979|
Joséphine Akakpo|TG|fr|female|Commerçante|1987|
Tunde Bakare|NG|en|male|Baker|1991|
Marie-Noëlle Obiang|GA|fr|female|Secrétaire|1994|`;

const europe = `
Zoë Lefèvre|FR|fr|female|Graphiste|1993|instagram
François d’Aubigné|FR|fr|male|Notaire|1968|vip
Łukasz Wójcik|PL|en|male|Developer|1990|webinar
Anaïs Böhm|BE|fr|female|Traductrice|1988|
Jürgen Groß|DE|en|male|Engineer|1972|webinar
María José Muñoz|ES|en|female|Nurse|1985|
Siobhán Ó Briain|IE|en|female|Teacher|1991|
Þórunn Guðmundsdóttir|IS|en|female|Guide|1987|
Søren Kjærgård|DK|en|male|Carpenter|1980|
Çağla Yılmaz|TR|en|female|Chef|1995|instagram
İbrahim Şahin|TR|en|male|Driver|1983|
Dvořáková Žofie|CZ|en|female|Designer|1996|
Nikolaos Παπαδόπουλος|GR|en|male|Fisher|1969|
Олена Шевченко|UA|en|female|Accountant|1989|
عائشة بنت محمد|MA|fr|female|Professeure|1986|vip
محمد الأمين|DZ|fr|male|Médecin|1977|salon
نور الهدى 🌙|TN|fr|female|Étudiante|2001|instagram
יעל כהן|IL|en|female|Developer|1992|webinar
Loïc Kerdréan|FR|fr|male|Marin|1984|
Maëlle Goïta-Durand|FR|fr|female|Comédienne|1998|instagram
Noémie Vanden Bossche|BE|fr|female|Libraire|1990|
Jean-Luc Hämmerli|CH|fr|male|Horloger|1971|vip
Inês Conceição|PT|en|female|Architect|1994|
O’Connor & Fils <test>|FR|fr|other|Artisan|1982|
Ana $& {{name}}|ES|en|female|Tester|1990|
李小龙|FR|fr|male|Restaurateur|1975|`;

const neuf = `
Bintou Sarr|SN|fr|female|Commerçante|1990|salon
Pape Gueye|SN|fr|male|Étudiant|2002|
Khady Diop 💛|SN|fr|female|Coiffeuse|1995|instagram
Cheikh Anta Mbodj|SN|fr|male|Enseignant|1980|
Ndèye Faye|SN|fr|female|Infirmière|1987|
Samba Thiam|SN|fr|male|Chauffeur|1978|
Coumba Sène|SN|fr|female|Étudiante|2003|instagram
Modou Lô|SN|fr|male|Lutteur|1988|
Astou Ndiaye|SN|fr|female|Comptable|1992|salon
Lamine Gassama|SN|fr|male|Ingénieur|1985|
Yacine Bèye|SN|fr|female|Avocate|1983|vip
El Hadji Malick Sy Savané de la Médina|SN|fr|male|Commerçant|1969|`;

/** Where mobile numbers of a country begin, and how many digits follow. */
const numbering: Readonly<Record<string, readonly [prefix: string, digits: number]>> = {
  BE: ['+32470', 6],
  BF: ['+22670', 6],
  BJ: ['+2290197', 6],
  CD: ['+24381', 7],
  CF: ['+23672', 6],
  CH: ['+4179', 7],
  CI: ['+2250707', 6],
  CM: ['+23769', 7],
  CZ: ['+42060', 7],
  DE: ['+49151', 8],
  DK: ['+4520', 6],
  DZ: ['+21355', 7],
  ES: ['+3461', 7],
  FR: ['+3361', 7],
  GA: ['+24107', 6],
  GH: ['+23324', 7],
  GN: ['+22462', 7],
  GR: ['+3069', 8],
  IE: ['+35385', 7],
  IL: ['+97254', 7],
  IS: ['+35469', 5],
  KE: ['+25471', 7],
  MA: ['+21261', 7],
  MG: ['+26134', 7],
  ML: ['+22370', 6],
  NE: ['+22790', 6],
  NG: ['+234803', 7],
  PL: ['+4850', 7],
  PT: ['+35191', 7],
  RW: ['+25078', 7],
  SN: ['+22177', 7],
  TG: ['+22890', 6],
  TN: ['+21620', 6],
  TR: ['+90532', 7],
  UA: ['+38067', 7],
  ZA: ['+2782', 7],
};

const HOUR_MS = 3_600_000;

/** A row as POST /contacts/bulk takes it. */
export type DemoPerson = Readonly<Record<string, unknown>>;

function peopleOf(lines: string, now: Date, offset: number): DemoPerson[] {
  return lines
    .trim()
    .split('\n')
    .map((line, index) => personOf(line, now, offset + index));
}

function personOf(line: string, now: Date, index: number): DemoPerson {
  const [name, country = 'CM', language, gender, profession, year, tag] = line.split('|');
  const [prefix, digits] = numbering[country] ?? ['+23769', 7];
  // Every sixth person registered in the last two days: the default relance's people.
  const registeredHoursAgo = index % 6 === 0 ? 2 + (index % 40) : 72 + ((index * 37) % 1400);
  return {
    phone: `${prefix}${String(100_000 + index * 791)
      .padStart(digits, '5')
      .slice(-digits)}`,
    name,
    country,
    language,
    gender,
    profession,
    birthDate: `${year}-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
    registeredAt: new Date(now.getTime() - registeredHoursAgo * HOUR_MS).toISOString(),
    ...(tag && { tags: [tag] }),
    ...(index % 3 === 0 && { referrerName: 'Marie-Claire' }),
    ...(index % 11 === 5 && { subscription: 'subscribed' }),
    consent: { source: 'registration form', at: new Date(now.getTime() - registeredHoursAgo * HOUR_MS).toISOString() },
  };
}

/** The contacts of each of the demo's owners. */
export const demoPeople = (
  now: Date,
): Readonly<Record<'owner-linked' | 'owner-shaky' | 'owner-new', DemoPerson[]>> => ({
  'owner-linked': peopleOf(afrique, now, 0),
  'owner-shaky': peopleOf(europe, now, 100),
  'owner-new': peopleOf(neuf, now, 200),
});
