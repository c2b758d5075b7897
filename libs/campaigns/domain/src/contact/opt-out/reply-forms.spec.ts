import { isOptOut } from './opt-out-words.ts';

describe('10.2.5 a stop word however it is put', () => {
  it.each([
    ['ＳＴＯＰ', '𝐒𝐓𝐎𝐏', '𝕊𝕋𝕆ℙ', '𝓢𝓣𝓞𝓟', 'Ⓢⓣⓞⓟ', '🅂🅃🄾🄿', 'ˢᵗᵒᵖ', 'ꜱᴛᴏᴘ', '🇸🇹🇴🇵'],
    ['S\u200bT\u200bO\u200bP', 'S\u200dTOP', '\u2066STOP\u2069', 'STOP\ufeff'],
    ['5TOP', 'S7OP', '$TOP', 'S†OP', 'ST()P', 'UN$UBSCRIBE', 'SΤOΡ', 'ЅТОР'],
    ['STOOOOP', 'STTTOOOPPP', 'arrêêêtez', 'Stooop !!!'],
    ['"STOP"', '« STOP »', '“stop”', '‘stop’', '[STOP]', '<stop>', '`stop`', '#STOP', '~stop~'],
    ['ST🛑OP', 'S🛑T🛑O🛑P', 'STOP 🛑 STOP', 'ST.OP', 's-t-o-p', 'S*T*O*P', 'S_T_O_P', 's,t,o,p'],
    ['stop :D', 'Stop <3', 'stop xD', 'Stop ;-)', 'STOP :('],
    ['STOP\nCordialement,\nJean Dupont', 'Stop.\nBest regards, Mary', 'STOP\n-- \nJean Dupont', 'Stop\n— Awa'],
    ['STOP\n\nEnvoyé de mon iPhone', 'stop Sent from my Galaxy S24.'],
    ['stop / arrêt', 'STOP Arrêtez baja', 'unsubscribe, désabonner', 'aufhoeren bitte', 'Hoeren Sie auf'],
    ['Je souhaite me désinscrire', 'Stop, pas intéressé', 'oui stop', 'STOP MSG', 'Remove', 'do not contact'],
    ['நிறுத்து', 'ఆపండి', 'შეწყვიტეთ', 'Dayandırın!', "To'xtating, iltimos", 'Sispann, tanpri', 'Ndaloni ju lutem'],
  ])('%s …', (...texts) => expect(texts.filter((text) => !isOptOut(text))).toEqual([]));
});

describe('10.2.5 a sentence stays a reply however it is put', () => {
  it.each([
    ["I can't stop laughing", 'ne t’arrête pas', 'stop by tomorrow', 'bus stop', 'full stop', 'pit-stop', 'non-stop'],
    ['Stop\n- Paris', 'Stop\nLundi', 'STOP\nBus 12', 'Stop, regards demain', 'Regards Mary', 'Cordialement, Jean'],
    ['𝐛𝐮𝐬 𝐬𝐭𝐨𝐩', 'ｂｕｓ ｓｔｏｐ', 'b🙂s stop', '1 stop 2 stops', '🇫🇷🇸🇹 tour', '$', '@stop_bus', 'xD', '<3', ':-D'],
    ['Sent from my iPhone', 'que fue', 'oui', 'yes', 'yes stop by later', 'oui stop demain', 'can you stop the car'],
    [
      'remove it',
      'Remove the hat',
      'pas de pub mais des infos',
      'plus de relance demain',
      'Sorry, cancel',
      'hvala',
      'जी',
    ],
    ['arrête la voiture', 'Stop, thief', 'do not contact my wife', 'remove my number plate', 'stop lol', 'haha stop'],
  ])('%s …', (...texts) => expect(texts.filter((text) => isOptOut(text))).toEqual([]));
});
