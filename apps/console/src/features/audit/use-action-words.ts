import { useI18n } from '../../i18n/use-i18n.tsx';

/** `campaign.pause` in words where there are some. */
export function useActionWords() {
  const { word } = useI18n();
  return (action: string) => {
    const whole = word('audited', action);
    if (whole !== action) return whole;
    const last = action.split('.').at(-1) ?? action;
    const short = word('event', last);
    return short === last ? action : short;
  };
}
