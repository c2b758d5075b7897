import iconv from 'iconv-lite';
import { namedLanguages, namedRegions } from './language-models.ts';
import { type IdeographLikelihood } from './text-likelihood.ts';

/** Leading bytes of one kind of character, how many characters they lead to, and the share of a text that is of this kind. */
type Region = readonly [from: number, to: number, characters: number, share: number];
type IdeographSet = {
  readonly regions: readonly Region[];
  readonly language: string;
  /** Characters of names. */
  readonly frequent: ReadonlySet<string>;
};

/** Characters of the names of countries and languages, which the runtime knows. */
function charactersOf(language: string): readonly string[] {
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const languages = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  const names = namedRegions.map((code) => regions.of(code)).concat(namedLanguages.map((code) => languages.of(code)));
  return [...names.join('')].filter((character) => character > '\u2fff');
}

/** Characters of common family and given names and of headers. */
const japanese = new Set(
  '佐藤鈴木高橋田中伊渡辺山本村小林加吉斎斉松井清水阿部森池石川前岡後長谷近遠青坂福西太三浦上原野竹内金和島崎宮今酒工横安河大武杉増平丸菅千岩久保桜新古郎一二次花子美恵由紀裕真健誠実翔輝直樹拓也洋幸雄正義隆博智明浩康信良介香織愛優奈陽菜結衣葵凛海斗蓮羽生結弦知圭佑司央駿明夫勝利弘史志理沙々緒沼辻塚関秋安宏貴典之助平氏名電話番号携帯住所市区都道府県東京阪顧客性別男女会社備考様',
);
const chinese = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉国建志红梅春海燕波宁晓小雪云飞鹏宇浩欣怡佳琪婷子涵梓轩雨思俊辉斌鑫凯丹萍莉玲洁颖慧琳琴晶峰成爱凌谷郎平欧阳司马诸葛上官天佑泽语晨曦诺菲嘉豪家辰逸凡依可心姓名电话手机号码城市客户邮箱地址性别男女备注北京上海广州深圳国家公司',
);
const taiwanese = new Set(
  '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴志偉明家豪俊傑宏建雅婷淑芬美玲惠君怡慧麗華英秀雯佳宗翰冠宇承恩品妤月天五德昌倫依林志玲詩涵子軒小姓名電話手機號碼城市客戶郵件地址性別男女備註臺北台灣公司國',
);
const korean = new Set(
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모준희철호아은미경숙자순훈재상동태승율라솔빈슬보람수영름화번휴대폰시객별녀비서울부산',
);

/** Per encoding its common characters before the rare ones: first levels of the national sets, kana, hangul. */
const sets: Readonly<Record<string, IdeographSet>> = {
  Shift_JIS: {
    language: 'ja',
    frequent: japanese,
    regions: [
      [0x82, 0x83, 180, 0.4],
      [0x88, 0x97, 2965, 0.4],
      [0xa1, 0xdf, 63, 0.15],
      [0x81, 0x81, 150, 0.03],
      [0x98, 0x9f, 1500, 0.01],
      [0xe0, 0xea, 1900, 0.01],
    ],
  },
  'EUC-JP': {
    language: 'ja',
    frequent: japanese,
    regions: [
      [0xa4, 0xa5, 169, 0.45],
      [0xb0, 0xcf, 2965, 0.47],
      [0xa1, 0xa3, 250, 0.03],
      [0xd0, 0xf4, 3400, 0.03],
    ],
  },
  GB18030: {
    language: 'zh-Hans',
    frequent: chinese,
    regions: [
      [0xb0, 0xd7, 3755, 0.95],
      [0xa1, 0xa3, 270, 0.03],
      [0xd8, 0xf7, 3008, 0.015],
      [0x81, 0xfe, 17_000, 0.003],
    ],
  },
  Big5: {
    language: 'zh-Hant',
    frequent: taiwanese,
    regions: [
      [0xa4, 0xc6, 5401, 0.95],
      [0xa1, 0xa3, 408, 0.03],
      [0xc9, 0xf9, 7652, 0.015],
    ],
  },
  'EUC-KR': {
    language: 'ko',
    frequent: korean,
    regions: [
      [0xb0, 0xc8, 2350, 0.96],
      [0xa1, 0xac, 986, 0.02],
      [0xca, 0xfd, 4888, 0.015],
    ],
  },
};

export const ideographEncodings: readonly string[] = Object.keys(sets);

/** In lists of people so many characters are among the frequent ones. */
const FREQUENT_SHARE = 0.7;
/** The probability of a character that no region has. */
const UNLISTED = 1e-7;

const frequentSets = new Map<string, ReadonlySet<string>>();

function frequentOf({ language, frequent }: IdeographSet): ReadonlySet<string> {
  const all = frequentSets.get(language) ?? new Set([...frequent, ...charactersOf(language)]);
  frequentSets.set(language, all);
  return all;
}

/**
 * The logarithm of a character's probability under one of these encodings: by how many characters its set could have had in its
 * place. For any other encoding none: no ideograph can come of it.
 */
export function ideographLikelihood(encoding: string): IdeographLikelihood | undefined {
  const set = sets[encoding];
  if (!set) return undefined;
  const frequentOnes = frequentOf(set);
  return (character) => {
    const lead = iconv.encode(character, encoding)[0] ?? 0;
    const [, , characters = 1, share = UNLISTED] = set.regions.find(([from, to]) => lead >= from && lead <= to) ?? [];
    const frequent = frequentOnes.has(character) ? FREQUENT_SHARE / frequentOnes.size : 0;
    return Math.log(frequent + ((1 - FREQUENT_SHARE) * share) / characters);
  };
}
