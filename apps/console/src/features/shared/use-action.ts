import { useOnce } from '@relance/console-ui';
import { toast } from 'sonner';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

/**
 * A change by one press of a button: the same one is sent once however often it is pressed meanwhile, and told as a toast, its success
 * by the words that `onDone` answers (if any), a refusal by its own. What is on the screen stays after a refusal.
 */
export function useAction<Input extends unknown[], Output>(
  send: (...input: Input) => Promise<Output>,
  onDone: (output: Output, ...input: Input) => string | void,
): (...input: Input) => Promise<void> {
  const i18n = useI18n();
  return useOnce(
    async (...input: Input) => {
      const words = onDone(await send(...input), ...input);
      if (words) toast(words);
    },
    { keyOf: (...input) => JSON.stringify(input), onError: (error) => toast(refusalInWords(error, i18n)) },
  );
}
