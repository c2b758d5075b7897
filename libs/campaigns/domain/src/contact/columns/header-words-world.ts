import { type HeaderWords } from './header-words.ts';

/**
 * Words of other languages (Italian, Dutch, Polish, Czech and Slovak, Hungarian, Romanian, Croatian, Turkish, the Nordic ones, Russian,
 * Ukrainian, Greek, Hebrew, Arabic, Persian, Hindi, Thai, Vietnamese, Indonesian, Swahili, Chinese, Japanese, Korean), and headers of
 * programs that are not everyday words. Where a word means a name or a first name, it is the part that the columns beside it are not.
 */
export const moreHeaderWords: readonly HeaderWords[] = [
  [
    'phone',
    0,
    'nomor whatsapp|no wa|nomor wa|nr whatsapp|numer whatsapp|whatsapp numarasi|whatsapp numarası|ватсап|вотсап|واتساب|رقم الواتساب|رقم واتساب|واتس|וואטסאפ|व्हाट्सएप|व्हाट्सएप नंबर|微信|ワッツアップ',
  ],
  [
    'phone',
    1,
    'cellulare|cell|numero cellulare|numero di cellulare|cellulari|mobiel|mobiele telefoon|mobiel nummer|mobiele nummer|gsm nummer|komorka|telefon komorkowy|numer komorkowy|tel kom|mobil|mobilni telefon|mobilny telefon|mobilni tel|mobitel|broj mobitela|mobilszam|mobiltelefonszam|mobiltelefon|telefon mobil|nr mobil|cep|cep tel|cep telefonu|cep no|cep numarası|cep telefonu numarası|mobilnummer|mobilnr|matkapuhelin|kannykka|gsm no|мобильный|мобильный телефон|моб|моб тел|моб телефон|номер мобильного|сотовый|сотовый телефон|мобільний|мобільний телефон|κινητο|κινητο τηλεφωνο|αριθμος κινητου|נייד|טלפון נייד|מספר נייד|סלולרי|الموبايل|موبايل|جوال|رقم الموبايل|النقال|رقم النقال|الهاتف النقال|الهاتف المحمول|رقم المحمول|موبایل|شماره موبایل|تلفن همراه|شماره همراه|मोबाइल|मोबाइल नंबर|मोबाइल फोन|มอถอ|เบอรมอถอ|โทรศัพท์มือถือ|มือถือ|เบอร์มือถือ|di dong|so di dong|điện thoại di động|số di động|sđt|no hp|nomor hp|handphone|no handphone|nomor handphone|ponsel|nomor ponsel|手机|手机号|手机号码|手機|手機號碼|行動電話|移动电话|携帯|携帯電話|携帯番号|携帯電話番号|휴대폰|휴대폰번호|휴대폰 번호|핸드폰|핸드폰번호|핸드폰 번호|휴대전화|휴대전화번호',
  ],
  [
    'phone',
    2,
    'recapito|recapito telefonico|numero di telefono|telefoon|telefoonnummer|tel nummer|numer telefonu|nr telefonu|nr tel|telefonni cislo|tel cislo|telefonne cislo|telefonszam|telefon szama|numar de telefon|numar telefon|nr telefon|nr de telefon|broj telefona|telefon numarası|tel no|telefon no|telefonu|puhelin|puhelinnumero|puh|номер тел|тел|контактный телефон|контактный номер|телефон клиента|номер телефону|τηλεφωνο|αριθμος τηλεφωνου|τηλ|טלפון|מספר טלפון|رقم التليفون|التليفون|تليفون|رقم الجهاز|رقم التواصل|تلفن|شماره تلفن|شماره تماس|फोन|फोन नंबर|दूरभाष|नंबर|फ़ोन|फ़ोन नंबर|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|เบอร์|หมายเลขโทรศัพท์|điện thoại|số điện thoại|so dien thoai|số đt|sdt|telepon|no telepon|nomor telepon|no telp|nomor telp|telp|no tlp|simu|namba ya simu|nambari ya simu|电话|电话号码|聯絡電話|联系电话|联系方式|電話|電話號碼|電話番号|連絡先|전화|전화번호|전화 번호|연락처|text reminder number|telephone number 1|contact telephone',
  ],
  [
    'phone',
    3,
    'landline|landline number|fisso|telefono fisso|abitazione|telefono abitazione|telefono ufficio|altro telefono|telefono 2|otro telefono|outro telefone|autre telephone 2|radio telephone|vaste telefoon|vast nummer|stacjonarny|telefon stacjonarny|pevna linka|vezetekes|fast telefon|фиксированный|домашний телефон|рабочий телефон|городской телефон|σταθερο|הטלפון בבית|هاتف المنزل|هاتف العمل|固定电话|座机|固定電話|집전화',
  ],
  ['phone', 4, 'broj|numarası|namba|nambari|رقم|الرقم|номер|контакт|شماره|hp'],
  [
    'name',
    0,
    'cognome e nome|cognome nome|nominativo|nome completo|volledige naam|naam voornaam|naam en voornaam|imie i nazwisko|imie nazwisko|nazwisko i imie|nazwa|cele jmeno|jmeno a prijmeni|prijmeni a jmeno|meno a priezvisko|priezvisko a meno|teljes nev|nume si prenume|nume complet|nume prenume|prenume si nume|ime i prezime|prezime i ime|ad soyad|adı soyadı|ad soyadı|adınız soyadınız|isim soyisim|isim soyad|tam ad|musteri|musteri adı|hela namnet|fullt navn|fulde navn|fullstandigt namn|koko nimi|фио|ф и о|полное имя|имя фамилия|имя и фамилия|фамилия имя|фамилия и имя|фамилия имя отчество|клиент|піб|п і б|прізвище та імя|ονοματεπωνυμο|πληρες ονομα|שם מלא|שם פרטי ומשפחה|לקוח|الاسم واللقب|الاسم الثلاثي|اسم العميل|العميل|الزبون|نام و نام خانوادگی|नाम|पूरा नाम|ชื่อ นามสกุล|ชื่อนามสกุล|họ và tên|họ tên|ho va ten|ho ten|tên khách hàng|nama lengkap|nama pelanggan|jina kamili|jina|姓名|名字|全名|客户|客户姓名|客戶姓名|氏名|お名前|名前|顧客名|이름|성명|성함|고객명|고객 이름|billing name|shipping name|buyer|acheteur|comprador',
  ],
  [
    'firstName',
    0,
    'imie|imiona|krestni jmeno|krstne meno|keresztnev|utonev|prenume|kucno ime|adı|adınız|isim|fornamn|fornavn|etunimi|отчество имя|ім я|імя|ονομα|שם פרטי|الاسم الشخصي|نام|नाम प्रथम|tên|nama depan|nombre de pila|billing firstname|shipping firstname|given names|first names',
  ],
  [
    'lastName',
    1,
    'nazwisko|prijmeni|priezvisko|vezeteknev|csaladnev|nume de familie|prezime|soyad|soyadı|soyisim|soy ad|soyadınız|efternamn|efternavn|etternavn|sukunimi|фамилия|прізвище|επωνυμο|επιθετο|שם משפחה|اللقب|اسم العائلة|النسب|نام خانوادگی|उपनाम|นามสกุล|họ|nama belakang|apelido|apelidos|billing lastname|shipping lastname|2nd name|segundo apellido|姓|성',
  ],
  ['name', 2, 'имя|الاسم|اسم|naam|namn|navn|nev|nume|ime|jmeno|meno|ad|nama|ชื่อ|שם|الاسم والنسب|名'],
  [
    'email',
    0,
    'posta elettronica|indirizzo email|indirizzo e mail|indirizzo di posta elettronica|indirizzo posta elettronica|e mailadres|emailadres|adres e mail|adres email|poczta|mejl|eposta|e posta|e postadress|epost|e post|sahkoposti|emailova adresa|e mail adresa|почта|электронная почта|эл почта|имейл|емейл|мейл|ηλεκτρονικο ταχυδρομειο|מייל|אימייל|דואל|דוא ל|דואר אלקטרוני|الايميل|الإيميل|ايميل|البريد|بريد إلكتروني|ایمیل|ईमेल|อีเมล|thư điện tử|surel|alamat email|barua pepe|邮箱|电子邮件|電子郵件|邮件|メール|メールアドレス|이메일|메일|subscriber|subscriber email|emails',
  ],
  [
    'country',
    0,
    'paese di residenza|pais o region|stato estero|kraj|panstwo|zeme|krajina|orszag|tara|drzava|zemlja|ulke|страна|країна|χωρα|מדינה|ארץ|البلد|الدولة|بلد|دولة|بلد الإقامة|کشور|देश|ประเทศ|quốc gia|negara|nchi|国家|國家|国|国籍|나라|국가|country id|country id code',
  ],
  [
    'language',
    0,
    'lingua preferita|taal|jezyk|jazyk|nyelv|limba|jezik|dil|sprak|sprog|kieli|язык|мова|γλωσσα|שפה|اللغة|زبان|भाषा|ภาษา|ngôn ngữ|bahasa|lugha|语言|語言|言語|언어|preferred locale',
  ],
  [
    'gender',
    0,
    'civ|plec|pohlavi|pohlavie|neme|spol|pol|cinsiyet|cinsiyeti|kjonn|sukupuoli|пол|стать|φυλο|מין|الجنس|النوع|جنسیت|लिंग|เพศ|giới tính|jenis kelamin|jinsia|性别|性別|성별|social title|płeć',
  ],
  [
    'birthDate',
    0,
    'data nascita|nato il|nata il|nato a il|geboren|geboren op|geb datum|data urodzenia|urodziny|datum narozeni|narozeni|datum narodenia|szuletesi datum|szuletesnap|szuletesi ido|data nasterii|data de nastere|datum rodenja|datum rodjenja|rodendan|dogum tarihi|dogum gunu|dogum|fodelsedatum|fodelsedag|fodselsdato|fodselsdag|syntymaaika|syntymapaiva|дата рождения|день рождения|др|д р|дата народження|ημερομηνια γεννησης|γενεθλια|תאריך לידה|יום הולדת|تاريخ الميلاد|تاريخ الازدياد|الميلاد|عيد الميلاد|تاریخ تولد|تولد|जन्म तिथि|जन्मतिथि|วันเกิด|ngày sinh|sinh nhật|tanggal lahir|tgl lahir|tarehe ya kuzaliwa|出生日期|生日|生年月日|誕生日|생년월일|생일',
  ],
  [
    'profession',
    0,
    'posizione|professione|lavoro|functie|beroep|zawod|stanowisko|povolani|povolanie|pozice|foglalkozas|beosztas|profesie|profesia|functia|functie ocupata|zanimanje|meslek|meslegi|unvan|yrke|ammatti|профессия|должность|професія|посада|επαγγελμα|מקצוע|תפקיד|المهنة|الوظيفة|مهنة|شغل|व्यवसाय|पेशा|อาชีพ|nghề nghiệp|chức vụ|pekerjaan|jabatan|kazi|职业|职位|職業|職位|직업|직책|function|intitule du poste|intitule de poste',
  ],
  [
    'registeredAt',
    0,
    'sign up|created date|date created utc|submit date|submitted at|submission date|submitted on|joined|joined at|joined on|date joined|member since|created on|added on|added at|date add|date added utc|profile created on|person created|contact created|optin date|opt in date|date d optin|subscription date|subscribe date|subscribed at|registration time|data iscrizione|data registrazione|data aggiunta|data utworzenia|data rejestracji|datum registrace|vytvoreno|kayıt tarihi|olusturulma tarihi|дата регистрации|дата создания|создан|تاريخ التسجيل|تاريخ الإضافة|注册时间|创建时间|登録日|가입일|data de inscricao|data inscricao|data de criacao|fecha de creacion|fecha de inscripcion|fecha alta|fecha registro|data cadastro|aangemaakt op|inschrijfdatum|created at utc|created utc 0',
  ],
  [
    'tags',
    0,
    'category id name|category id|tag lijst|etykiety|etykieta|stitky|stitek|cimkek|etichete|etiket|etiketler|grup|grupy|grupa|skupina|тег|теги|метки|группа|ετικετες|תגיות|תגית|الوسوم|المجموعة|标签|標籤|タグ|グループ|태그|그룹',
  ],
  [
    'attributes.city',
    0,
    'miasto|miejscowosc|mesto|obec|varos|telepules|oras|localitate|grad|sehir|ilce|ort|stad|plaats|kaupunki|poblacion|localidad|paese citta|город|населенный пункт|місто|πολη|עיר|יישוב|المدينة|مدينة|شهر|शहर|เมือง|จังหวัด|thành phố|tỉnh thành|tỉnh|kota|mji|城市|市|都道府県|市区町村|도시|ville commune|ville ou commune|ville village',
  ],
  [
    'attributes.company',
    0,
    'business name|ragione sociale|ditta|firma nazwa|ceg|cegnev|sirket|foretag|yritys|компания|организация|εταιρεια|חברה|الشركة|شرکت|कंपनी|บริษัท|công ty|perusahaan|公司|会社|会社名|회사',
  ],
];
