/** `A…`: what a name, an address or another text of a person begins with, too little to know who it is. Null stays null. */
export function maskText(text: string | null): string | null {
  return text === null ? null : `${[...text.trim()][0] ?? ''}…`;
}
