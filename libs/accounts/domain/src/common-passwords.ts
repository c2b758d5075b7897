/**
 * What guessers try first, without the digits and signs around it: the heads of published lists in the languages of the
 * people who use this, folded. Rows of keys and repetitions are found by rule.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
    abc abcd abcdef access admin adminadmin administrador administrateur administrator alexandre
    allah allahuakbar aminata amour andrew android apple argent arsenal asdf asdfgh asdfghjkl ashley autumn azerty
    azertyuiop baby babyboy babygirl barcelona baseball basketball batman bebe bienvenido bienvenue blessed
    blessing bonjour bonsoir butterfly cameroon cameroun campagne campaign changeit changeme changemenow charlie
    chelsea chocolat chocolate christ computer congo contrasena cookie cotedivoire
    coucou daniel de december default dieu dieuestgrand dragon ecole ete example facebook famille family father
    fatoumata february fleur flower football footballer fortnite france freedom ghana ginger godisgood godislove
    google guest hello helloworld hiver hockey hunter ibrahim iloveyou instagram internet invite iphone january
    jennifer jessica jesus jesuschrist jet'aime jetaime jetaimetoi jordan joshua killer letmein letmeinnow liberte
    linkedin liverpool login logmein london lovely loveyou mamadou maman manager manchester manchesterunited
    marseille master matthew merci michael microsoft million millionaire minecraft mohamed mohammed monamour
    monday money monkey monmotdepasse moov mot motdepasse mother mtn muhammad mylove naruto
    nicolas nigeria nopassword nothing opensesame orange ordinateur papa papillon paris parissg parola pass passe
    passpass passw0rd password passwort pepper pokemon princess princesse qazwsx
    qazwsxedc qsdfgh qwerty qwertyuiop qwertz ranger realmadrid relance root rootroot salut sample samsung school
    science secret secretsecret secure securite security senegal senha sesame sesameouvretoi shadow soccer soleil
    spiderman spring starwars success summer sunday sunshine superman superstar sysadmin system teamo tequiero
    test tester testing testtest testuser thomas tigger toor topsecret trustme trustno trustnoone
    twitter user username victory welcome whatever whatsapp willkommen windows winter wxcvbn youtube
    zxcvbn zxcvbnm
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
