/**
 * Puts a text into the clipboard. A page that came by plain http from another machine is given no clipboard by its browser:
 * there the browser's own command of copying is used, and handed this text. Answers whether either worked.
 */
export async function copyToClipboard(text: string): Promise<boolean> {
  // in pages by plain http it is not there, whatever the types say
  const { clipboard } = navigator as Partial<Pick<Navigator, 'clipboard'>>;
  const isWritten = clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  return (await isWritten) || copyByCommand(text);
}

function copyByCommand(text: string): boolean {
  let isGiven = false;
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    isGiven = event.clipboardData !== null;
  };
  document.addEventListener('copy', give, { capture: true });
  try {
    document.execCommand('copy');
  } catch {
    // it is not known either
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
  return isGiven;
}
