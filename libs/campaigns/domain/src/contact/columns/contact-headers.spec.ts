import { readGender } from './cell-readers.ts';
import { suggestColumns } from './column-suggestions.ts';
import { meaningOf, meaningsOf } from './contact-headers.ts';
import { countryOf } from './country-names.ts';
import { readDay } from './date-readers.ts';

const targetOf = (header: string): string | null => meaningOf(header)?.target ?? null;

describe('10.4.1 headers that people compose themselves', () => {
  it.each([
    ['Handynummer', 'phone'],
    ['Mobil', 'phone'],
    ['Tel.-Nr.', 'phone'],
    ['Rufnummer', 'phone'],
    ['Nro. de celular', 'phone'],
    ['Nº de telemóvel', 'phone'],
    ['Teléfonos', 'phone'],
    ['Contacts téléphoniques', 'phone'],
    ['Numéro de téléphone WhatsApp (avec indicatif)', 'phone'],
    ['Phone number (with country code)', 'phone'],
    ['Celular (com DDD)', 'phone'],
    ['Contact 1', 'phone'],
    ['Nº de contacto', 'phone'],
    ['Nome do cliente', 'name'],
    ['Kundenname', 'name'],
    ['NOM(S)', 'name'],
    ['PRÉNOM(S)', 'firstName'],
    ['Prénom·s', 'firstName'],
    ['Dirección de correo electrónico', 'email'],
    ['E-mail 1 - Valeur', 'email'],
    ['Endereço de Correio Eletrónico', 'email'],
    ['Fecha de Nac.', 'birthDate'],
    ['Birth Day', 'birthDate'],
    ['Date de naissance du client', 'birthDate'],
    ['Schlagwörter', 'tags'],
    ['Wohnort', 'attributes.city'],
    ['City (Billing)', 'attributes.city'],
    ['Country Code (Billing)', 'country'],
    ['Country/Country Name', 'country'],
    ['Mailing Country', 'country'],
    ['Personne - Nom de famille', 'lastName'],
    ['Person - Phone - Work', 'phone'],
    ['Cognome', 'lastName'],
    ['Data di nascita', 'birthDate'],
    ['Etichette', 'tags'],
    ['Created (UTC)', 'registeredAt'],
  ])('%s is %s', (header, target) => expect(targetOf(header)).toBe(target));

  it.each([
    'N° client',
    'Teléfono 1 - Etiqueta',
    'Telefono 1 - Etichetta',
    'Telefon 1 – Typ',
    'Order Number (Billing)',
    'Numéro client',
    'Customer ID',
    'Code client',
    'Nom de la rue',
    'Prénom du conjoint',
    'Type de client',
    'Statut WhatsApp',
    'WhatsApp opt-in',
    'Adresse du client',
    'Nb téléphones',
    'Lieu de naissance',
    'Pays de naissance',
    'Numéro de dossier',
    'Maison',
    'Date',
  ])('%s is nothing that a contact has', (header) => expect(targetOf(header)).toBeNull());

  it.each([
    [
      ['Contact', 'Phone (Mobile)', 'Phone (Home)'],
      ['name', 'phone', 'phone'],
    ],
    [
      ['Contacto', 'Celular'],
      ['name', 'phone'],
    ],
    [
      ['Nom', 'Contact'],
      ['name', 'phone'],
    ],
    [
      ['Name', 'Contact', 'Phone'],
      ['name', 'phone', 'phone'],
    ],
  ])('“Contact” among %j is who it is, or how to reach them', (header, targets) => {
    expect(meaningsOf(header).map((meaning) => meaning?.target)).toEqual(targets);
  });
});

describe('10.4.4 optional cells in other words', () => {
  it.each([
    ['République du Bénin', 'BJ'],
    ['Royaume du Maroc', 'MA'],
    ['Bundesrepublik Deutschland', 'DE'],
    ['Cameroun (CM)', 'CM'],
    ['FR - France', 'FR'],
    ['Côte d’Ivoire / CI', 'CI'],
    ['Elfenbeinküste', 'CI'],
    ['Marocco', 'MA'],
    ['المغرب', 'MA'],
    ['República Dominicana', 'DO'],
    ['République démocratique du Congo', 'CD'],
    ['République Centrafricaine', 'CF'],
    ['CMR', 'CM'],
    ['fra', 'FR'],
    ['fr_CM', 'CM'],
    ['🇨🇮 ', 'CI'],
    ['Yaoundé, Cameroun', 'CM'],
    ['France / Belgique', null],
    ['Nederland', 'NL'],
    ['Россия', 'RU'],
    ['日本', 'JP'],
    ['Hong Kong', 'HK'],
    ['Nowhere (XX)', null],
  ])('the country %s is %s', (text, code) => expect(countryOf(text)).toBe(code));

  it.each([
    ['31-May-90', '1990-05-31'],
    ['3. März 1990', '1990-03-03'],
    ['12 Okt 1985', '1985-10-12'],
    ['5 maggio 1988', '1988-05-05'],
    ['٣١/٠٥/١٩٩٠', '1990-05-31'],
    ['1990年5月31日', '1990-05-31'],
    ['31 мая 1990', '1990-05-31'],
    ['31 ماي 1990', '1990-05-31'],
    ['mar. 29 mai 1990', '1990-05-29'],
    ['né le 31/05/1990', '1990-05-31'],
    ['31. 5. 1990', '1990-05-31'],
    ['mai 1990', null],
  ])('the day %s is %s', (text, day) => expect(readDay(text, 'fr')).toBe(day));

  it('a cell that is longer than any day is not looked through', () => {
    expect(readDay(`12${' '.repeat(1e6)}x`, 'fr')).toBeNull();
  });

  it('two digits of a year of birth are of the last hundred', () => {
    expect([readDay('15/03/28', 'fr'), readDay('15/03/28', 'fr', '2026-11-30')]).toEqual(['2028-03-15', '1928-03-15']);
  });

  it.each([
    ['weiblich', 'female'],
    ['Männlich', 'male'],
    ['Donna', 'female'],
    ['Sig.ra', 'female'],
    ['Мужской', 'male'],
    ['أنثى', 'female'],
    ['女', 'female'],
    ['Homme (H)', 'male'],
    ['Frau Dr.', 'female'],
    ['M./Mme', null],
    ['Dr', null],
    ['?', null],
  ])('the gender %s is %s', (text, gender) => expect(readGender(text)).toBe(gender));
});

describe('the headers that known programs write', () => {
  it.each([
    [
      'Google',
      'First Name,Last Name,Birthday,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value',
      ['firstName', 'lastName', 'birthDate', 'tags', 'email', 'ignore', 'phone', 'phone'],
    ],
    [
      'Outlook',
      'Prénom,Nom,Adresse de messagerie,Tél. mobile,Téléphone (domicile)',
      ['firstName', 'name', 'email', 'phone', 'phone'],
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Mobile Phone Number,Country/Region',
      ['ignore', 'firstName', 'lastName', 'email', 'phone', 'country'],
    ],
    [
      'Mailchimp',
      'Email Address,First Name,Last Name,Phone Number,TAGS,OPTIN_TIME',
      ['email', 'firstName', 'lastName', 'phone', 'tags', 'registeredAt'],
    ],
    [
      'Odoo',
      'Nom affiché,Téléphone,Mobile,Courriel,Étiquettes,Poste occupé',
      ['name', 'phone', 'phone', 'email', 'tags', 'profession'],
    ],
    [
      'Shopify',
      'Customer ID,First Name,Email,Accepts Email Marketing,Default Address Country Code,Default Address Phone,Phone',
      ['ignore', 'firstName', 'email', 'ignore', 'country', 'phone', 'phone'],
    ],
    [
      'WooCommerce',
      'user_email,billing_first_name,billing_last_name,billing_phone,billing_country',
      ['email', 'firstName', 'lastName', 'phone', 'country'],
    ],
    [
      'plain words',
      'N° de téléphone,GSM,WhatsApp,Sexe,Pays,Date de naissance,nombre,apellidos,celular',
      ['phone', 'phone', 'phone', 'gender', 'country', 'birthDate', 'firstName', 'lastName', 'phone'],
    ],
    [
      'own names',
      'phone,name,attributes.city,consent.at,Foo',
      ['phone', 'name', 'attributes.city', 'consent.at', 'ignore'],
    ],
  ])('of %s', (_, header, expected) => {
    expect(suggestColumns(header.split(','), () => []).map(({ suggested }) => suggested)).toEqual(expected);
  });
});
