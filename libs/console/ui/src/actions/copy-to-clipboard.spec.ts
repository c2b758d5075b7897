import { afterEach, expect, jest } from '@jest/globals';
import { copyToClipboard } from './copy-to-clipboard.ts';

const offer = (clipboard: Pick<Clipboard, 'writeText'> | undefined) =>
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });

/** The browser's command of copying: it asks the page what to copy. */
function offerCommand(): string[] {
  const copied: string[] = [];
  document.execCommand = () => {
    const clipboardData = { setData: (_type: string, text: string) => void copied.push(text) };
    return document.dispatchEvent(Object.assign(new Event('copy', { cancelable: true }), { clipboardData }));
  };
  return copied;
}

describe('copying a text', () => {
  afterEach(() => {
    offer(undefined);
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('uses the clipboard that the browser gives', async () => {
    const writeText = jest.fn<Clipboard['writeText']>().mockResolvedValue();
    offer({ writeText });
    expect(await copyToClipboard('rlc_1')).toBe(true);
    expect(writeText).toHaveBeenCalledWith('rlc_1');
  });

  it.each([
    ['gives none, as to a page by plain http', undefined],
    ['refuses it', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }],
  ])('copies by the command where the browser %s', async (_, clipboard) => {
    offer(clipboard);
    const copied = offerCommand();
    expect(await copyToClipboard('rlc_1')).toBe(true);
    expect(copied).toEqual(['rlc_1']);
  });

  it('says when neither is there', async () => {
    offer(undefined);
    expect(await copyToClipboard('rlc_1')).toBe(false);
  });
});
