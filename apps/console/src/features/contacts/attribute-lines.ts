/** As the API takes them. */
const name = /^[A-Za-z][A-Za-z0-9_]*$/;

/** What is known of a person besides, one thing a line: `city: Douala`. */
export const attributeLines = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

/** The lines read back; `line`: the first one that is not `name: value`. Empty lines say nothing, a name without a value is left out. */
export function attributesOf(
  text: string,
): { readonly attributes: Record<string, string> } | { readonly line: string } {
  const attributes: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [key = '', ...rest] = line.split(':');
    const value = rest.join(':').trim();
    if (rest.length === 0 || !name.test(key.trim())) return { line: line.trim() };
    if (value) attributes[key.trim()] = value;
  }
  return { attributes };
}
