/** Spellings of a kebab-case name: `daily-sums` → `DailySums`, `dailySums`, `Daily sums`. */
export type Names = { readonly kebab: string; readonly pascal: string; readonly camel: string; readonly title: string };

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** @throws Error naming the option when it is not kebab-case */
export function namesOf(option: string, kebab: string): Names {
  if (!KEBAB.test(kebab)) throw new Error(`${option}: lower-case words joined by dashes, for example daily-sums.`);
  const pascal = kebab.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase());
  const words = kebab.replaceAll('-', ' ');
  return {
    kebab,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    title: words.charAt(0).toUpperCase() + words.slice(1),
  };
}
