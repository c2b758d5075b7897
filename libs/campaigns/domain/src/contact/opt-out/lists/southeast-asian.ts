/** Requests to be left alone in Burmese, Khmer and Lao; see `index.ts` for what a word has to be. */
export const southeastAsian = {
  my: ['ရပ်', 'ရပ်ပါ', 'ရပ်တန့်ပါ', 'မပို့ပါနဲ့', 'မပို့ပါနဲ့တော့', 'စာမပို့ပါနဲ့'],
  km: ['ឈប់', 'បញ្ឈប់', 'ឈប់ផ្ញើ', 'កុំផ្ញើ', 'កុំផ្ញើសារ', 'កុំផ្ញើទៀត'],
  lo: ['ຢຸດ', 'ຍົກເລີກ', 'ຢຸດສົ່ງ', 'ຢຸດສົ່ງຂໍ້ຄວາມ', 'ຢ່າສົ່ງ', 'ຢ່າສົ່ງຂໍ້ຄວາມ'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
