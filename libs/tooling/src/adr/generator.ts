import type { Tree } from '@nx/devkit';

const FOLDER = 'docs/adr';

/** Options of `nx g @relance/tooling:adr`. */
export type AdrOptions = {
  title: string;
  /** The day of the decision, YYYY-MM-DD; today by default. */
  date?: string;
};

/** Writes the next numbered page into docs/adr. Refuses a title that already has a page: a decision is replaced, not repeated. */
export default function adr(tree: Tree, { title, date = new Date().toISOString().slice(0, 10) }: AdrOptions): void {
  const slug = slugOf(title);
  if (slug === '') throw new Error('title: needs at least one letter or digit.');
  const pages = tree.children(FOLDER);
  const twin = pages.find((page) => page.slice('0000-'.length) === `${slug}.md`);
  if (twin)
    throw new Error(
      `title: ${FOLDER}/${twin} is about this already; a new decision that replaces it needs a title of its own.`,
    );
  const number = Math.max(0, ...pages.map((page) => Number.parseInt(page, 10)).filter(Number.isInteger)) + 1;
  tree.write(`${FOLDER}/${String(number).padStart(4, '0')}-${slug}.md`, pageFor({ number, title, date }));
}

function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const pageFor = ({ number, title, date }: { number: number; title: string; date: string }) => `# ${number}. ${title}

**Status.** Accepted, ${date}.

**Context.** What forced a choice, and what was tried.

**Decision.** What we do, in the words of the glossary.

**Alternatives.** What else was possible, and why it was not taken.

**Consequences.** What becomes easier, what becomes harder, and what would make us think again.
`;
