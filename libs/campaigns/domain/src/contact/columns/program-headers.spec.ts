import { suggestColumns } from './column-suggestions.ts';
import { meaningOf } from './contact-headers.ts';

/** Headers with what each is; `-` is nothing that a contact has. */
const files: Readonly<Record<string, string>> = {
  'Google, before 2024':
    'Name=name,Given Name=firstName,Family Name=lastName,Name Suffix=-,Birthday=birthDate,Gender=gender,Notes=-,Language=language,Group Membership=tags,E-mail 1 - Type=-,E-mail 1 - Value=email,Phone 1 - Type=-,Phone 1 - Value=phone,Phone 2 - Value=phone,Address 1 - Type=-,Address 1 - City=attributes.city,Address 1 - Country=country,Organization 1 - Name=attributes.company,Organization 1 - Title=profession',
  'Google, now':
    'First Name=firstName,Middle Name=-,Last Name=lastName,Nickname=-,Organization Name=attributes.company,Organization Title=profession,Labels=tags,E-mail 1 - Label=-,E-mail 1 - Value=email,Phone 1 - Label=-,Phone 1 - Value=phone,Address 1 - Label=-,Address 1 - City=attributes.city',
  'Google in Spanish':
    'Nombre=firstName,Apellidos=lastName,Etiquetas=tags,Correo electrónico 1 - Etiqueta=-,Correo electrónico 1 - Valor=email,Teléfono 1 - Etiqueta=-,Teléfono 1 - Valor=phone',
  'Google in Portuguese': 'Nome=name,Sobrenome=lastName,Marcadores=tags,Telefone 1 - Rótulo=-,Telefone 1 - Valor=phone',
  'Outlook in French':
    'Titre=-,Prénom=firstName,Nom=name,Société=attributes.company,Ville (bureau)=attributes.city,Pays/Région (bureau)=country,Télécopie (bureau)=-,Téléphone (bureau)=phone,Téléphone 2 (domicile)=phone,Tél. mobile=phone,Autre télécopie=-,Autre téléphone=phone,Radio téléphone=phone,Anniversaire=birthDate,Adresse de messagerie=email,Langue=language',
  'Outlook in German':
    'Anrede=gender,Vorname=firstName,Nachname=lastName,Firma=attributes.company,Land/Region geschäftlich=country,Fax geschäftlich=-,Telefon (privat)=phone,Mobiltelefon=phone,E-Mail-Adresse=email,Geschlecht=gender',
  'Outlook in Spanish':
    'Nombre=firstName,Apellidos=lastName,Puesto=profession,Ciudad del trabajo=attributes.city,País o región del trabajo=country,Fax del trabajo=-,Teléfono del trabajo=phone,Otro teléfono=phone,Teléfono móvil=phone',
  'Outlook in Portuguese':
    'Nome=name,Apelido=lastName,Cargo=profession,País/região comercial=country,Telefone comercial=phone,Telemóvel=phone,Outro telefone=phone',
  'Outlook in Italian':
    'Nome=name,Cognome=lastName,Posizione=profession,Città (uff.)=attributes.city,Paese (uff.)=country,Fax (uff.)=-,Telefono (uff.)=phone,Abitazione=phone,Cellulare=phone,Indirizzo posta elettronica=email',
  'HubSpot in French':
    'Prénom=firstName,Nom=name,E-mail=email,Numéro de téléphone mobile=phone,Propriétaire du contact=-,Date de création=registeredAt,Pays/région=country,Intitulé du poste=profession',
  Brevo:
    'CONTACT ID=-,EMAIL=email,LASTNAME=lastName,SMS=phone,WHATSAPP=phone,LANDLINE_NUMBER=phone,JOB_TITLE=profession,OPT_IN=-,ADDED_TIME=registeredAt',
  'orders of Shopify':
    'Name=name,Email=email,Financial Status=-,Billing Name=name,Billing Phone=phone,Billing City=attributes.city,Billing Country=country,Shipping Name=name',
  'users of WooCommerce':
    'user_email=email,first_name=firstName,display_name=name,billing_phone=phone,billing_company=attributes.company,date_registered=registeredAt',
  'analytics of WooCommerce': 'Name=name,Username=-,Sign Up=registeredAt,Email=email,Orders=-,Country / Region=country',
  'Systeme.io': 'Email=email,First name=firstName,Surname=lastName,Phone number=phone,Date Registered=registeredAt',
  'Facebook Lead Ads':
    'id=-,created_time=registeredAt,form_name=-,nom_complet=name,numéro_de_téléphone=phone,quel_est_votre_numéro_whatsapp_?=phone,nom_de_famille=lastName',
  'Facebook Lead Ads in Spanish':
    'nombre_completo=name,número_de_teléfono=phone,correo_electrónico=email,¿cuál_es_tu_whatsapp?=phone',
  'payments of Stripe':
    'id=-,Created date (UTC)=registeredAt,Amount=attributes.amount,Customer Email=email,Customer Phone=phone,Customer Name=name,Card Name=-',
  Calendly:
    'Event Type Name=-,Invitee Name=name,Invitee First Name=firstName,Invitee Email=email,Invitee Time Zone=-,Text Reminder Number=phone,Location=-',
  Typeform:
    '#=-,What is your *first name*?=firstName,And your last name?=lastName,What’s your phone number?=phone,Submit Date (UTC)=registeredAt',
  'Typeform in French':
    'Quel est votre prénom ?=firstName,Quel est votre nom de famille ?=lastName,Votre numéro de téléphone ?=phone',
  'Google Forms':
    'Horodateur=-,Nom et prénom=name,Numéro WhatsApp (avec indicatif pays)=phone,Ville de résidence=attributes.city',
  'fields of Odoo':
    'id=-,name=name,phone=phone,country_id=country,category_id/name=tags,lang=language,function=profession',
  'fields of Salesforce':
    'Id=-,FirstName=firstName,LastName=lastName,MobilePhone=phone,HomePhone=phone,MailingCity=attributes.city,MailingCountry=country,CreatedDate=registeredAt',
  Zoho: 'Record Id=-,Contact Owner=-,First Name=firstName,Account Name=attributes.company,Mobile=phone,Lead Source=-,Mailing Country=country,Tag=tags',
  Pipedrive:
    'Person - Name=name,Person - Phone - Mobile=phone,Person - Email - Work=email,Person - Organization=attributes.company,Person - Owner=-,Person - Person created=registeredAt',
  ActiveCampaign:
    'Contact ID=-,Email=email,Full Name=name,Phone=phone,Organization=attributes.company,IP Address=-,Date Created=registeredAt',
  Kajabi:
    'Phone Number (phone_number)=phone,Mobile Phone Number (mobile_phone_number)=phone,City (address_city)=attributes.city,Country (address_country)=country,Created At=registeredAt',
  Podia: 'Name=name,Email=email,Phone=phone,Joined=registeredAt,Tags=tags',
  Wix: 'Email 1=email,Phone 1=phone,Address 1 - City=attributes.city,Created At (UTC+0)=registeredAt,Email subscriber status=-',
  Hotmart: 'Buyer Name=name,Buyer Email=email,Buyer Phone=phone,Product=attributes.product',
  'members of a WhatsApp group':
    'Country Code=country,Phone Number=phone,Is My Contact=-,Saved Name=name,Public Name=name,Group Name=-',
  'an iPhone': 'First=firstName,Last=lastName,Phone (mobile)=phone,Phone (iPhone)=phone,Email (home)=email',
  Italian: 'Cognome e nome=name,Cell.=phone,Data nascita=birthDate,Comune=attributes.city',
  Dutch:
    'Voornaam=firstName,Achternaam=lastName,Mobiel=phone,Telefoonnummer=phone,E-mailadres=email,Woonplaats=attributes.city',
  Polish:
    'Imię=firstName,Nazwisko=lastName,Numer telefonu=phone,Miasto=attributes.city,Płeć=gender,Data urodzenia=birthDate',
  Czech: 'Jméno=name,Příjmení=lastName,Mobil=phone,Město=attributes.city',
  Hungarian: 'Vezetéknév=lastName,Keresztnév=firstName,Telefonszám=phone,Város=attributes.city',
  Romanian: 'Nume=name,Prenume=firstName,Număr de telefon=phone,Oraș=attributes.city',
  Turkish: 'Ad=name,Soyad=lastName,Cep Telefonu=phone,Şehir=attributes.city,Doğum Tarihi=birthDate',
  Swedish: 'Förnamn=firstName,Efternamn=lastName,Mobilnummer=phone',
  Russian: 'Имя=name,Фамилия=lastName,Мобильный телефон=phone,Город=attributes.city,Дата рождения=birthDate,Пол=gender',
  Greek: 'Όνομα=firstName,Επώνυμο=lastName,Κινητό=phone',
  Arabic:
    'الاسم=name,اللقب=lastName,رقم الهاتف=phone,المدينة=attributes.city,البلد=country,تاريخ الميلاد=birthDate,الجنس=gender',
  Hebrew: 'שם=name,נייד=phone',
  Hindi: 'नाम=name,मोबाइल नंबर=phone',
  Chinese: '姓名=name,手机号码=phone,城市=attributes.city',
  Japanese: '氏名=name,電話番号=phone',
  Korean: '이름=name,휴대폰=phone',
  Indonesian: 'Nama=name,No HP=phone,Kota=attributes.city',
  Vietnamese: 'Họ và tên=name,Số điện thoại=phone',
};

describe('9.3, 10.4.1 the headers that programs and people in other languages write', () => {
  it.each(Object.entries(files))('of %s', (_, written) => {
    const columns = written.split(',').map((column) => {
      const at = column.lastIndexOf('=');
      return { header: column.slice(0, at), target: column.slice(at + 1).replace(/^-$/, 'ignore') };
    });
    const suggested = suggestColumns(
      columns.map(({ header }) => header),
      () => [],
    );
    expect(columns.map(({ header }, index) => ({ header, target: suggested[index]?.suggested }))).toEqual(columns);
  });

  it.each([
    ...[
      'Contact owner',
      'Lead Status',
      'Emergency contact name',
      'Form Name',
      'Group Name',
      'Nom de la mère',
      'Phone type',
    ],
    ...[
      'Numéro de commande',
      'Account number',
      'SMS Marketing Consent',
      'Last login',
      'Birth place',
      'Card Name',
      'Âge',
    ],
    ...['Business Fax', 'Fax (bureau)', 'Téléphone fax', 'Country of birth', 'Middle Name', 'Time Zone', 'Nº pedido'],
  ])('%s is nothing that a contact has', (header) => {
    expect(suggestColumns([header], () => [])).toMatchObject([{ suggested: 'ignore' }]);
  });

  it.each([
    ['Téléphone (bureau);Tél. mobile;Téléphone', [3, 1, 2]],
    ['Work Phone;MobilePhone;WhatsApp Number', [3, 1, 0]],
    ['Telefono (uff.);Cellulare', [3, 1]],
  ])('of the phones in %s the mobile is the first', (header, ranks) => {
    expect(header.split(';').map((name) => meaningOf(name)?.rank)).toEqual(ranks);
  });
});
