import { formatFiles, type Tree } from '@nx/devkit';
import { addImport, insertAfter, runningScripts, writeMissing } from '../shared/insert';

const OUTBOX = 'libs/platform/src/outbox/outbox.ts';
const CONSOLE_LIST = 'libs/console/data-access/src/admin.types.ts';
const PLATFORM_INDEX = 'libs/platform/src/index.ts';
const EVENT = /^[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*$/;

/** Options of `nx g @relance/tooling:webhook-event`. */
export type WebhookEventOptions = { event: string; when: string; whenFr: string };

/**
 * An event that webhooks can subscribe to: its type in the outbox and so in the contract, the function that builds it with a
 * spec, its words in the console and its line in the guides. Where it happens, the store appends it in its own transaction;
 * that line a person writes. A second run changes nothing.
 * @throws Error when the event is not of the form `noun.verb`
 */
export default async function webhookEvent(
  tree: Tree,
  { event, when, whenFr }: WebhookEventOptions,
): Promise<() => void> {
  if (!EVENT.test(event)) throw new Error('event: a noun and a verb in the past tense, for example invoice.paid.');
  const kebab = event.replace(/[._]/g, '-');
  const camel = kebab.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const isNew = !(tree.read(OUTBOX, 'utf8') ?? '').includes(`'${event}'`);
  writeMissing(tree, filesOf({ event, kebab, camel, when }));
  addImport(tree, PLATFORM_INDEX, `export { ${camel}Event } from './outbox/${kebab}.event.ts';`);
  if (isNew) {
    insertAfter(tree, OUTBOX, /outboxEventTypes = \[[^\]]*?(?=\n\] as const)/, `\n  '${event}',`);
    insertAfter(tree, CONSOLE_LIST, /export const webhookEvents = \[[^\]]*?(?=\n\] as const)/, `\n  '${event}',`);
    for (const [language, words] of [
      ['en', when],
      ['fr', whenFr],
    ] as const) {
      const path = fileWith(tree, `apps/console/src/i18n/${language}`, "'webhookEvent.contact.replied'");
      insertAfter(
        tree,
        path,
        /'webhookEvent\.contact\.replied': [^\n]*/,
        `\n  'webhookEvent.${event}': ${JSON.stringify(words)},`,
      );
    }
    for (const [guide, words] of [
      ['webhooks', when],
      ['webhooks.fr', whenFr],
    ] as const)
      insertAfter(
        tree,
        `docs/guides/${guide}.md`,
        /\n\| `contact\.replied`[^\n]*/,
        `\n| \`${event}\` | ${words} | \`id, ownerId\` |`,
      );
  }
  await formatFiles(tree);
  return runningScripts(tree, 'openapi');
}

/** The file of a folder that has this text. @throws Error when none has */
function fileWith(tree: Tree, folder: string, text: string): string {
  const found = tree.children(folder).find((name) => tree.read(`${folder}/${name}`, 'utf8')?.includes(text));
  if (found === undefined) throw new Error(`${folder}: no file has ${text}.`);
  return `${folder}/${found}`;
}

const filesOf = (names: { event: string; kebab: string; camel: string; when: string }): Record<string, string> => {
  const { event, kebab, camel, when } = names;
  const noun = event.slice(0, event.indexOf('.'));
  return {
    [`libs/platform/src/outbox/${kebab}.event.ts`]: `import { type OutboxEvent } from './outbox.ts';

/** ${when}. \`seq\` is the rev of what it is about: receivers get the events of one subject in its order. */
export const ${camel}Event = ({
  id,
  ownerId,
  rev,
  at,
}: {
  readonly id: string;
  readonly ownerId: string;
  readonly rev: number;
  /** On the product's clock. */
  readonly at: Date;
}): OutboxEvent => ({ type: '${event}', ownerId, subject: \`${noun}:\${id}\`, seq: rev, at, data: { id, ownerId } });
`,
    [`libs/platform/src/outbox/${kebab}.event.spec.ts`]: `import { outboxEventTypes } from './outbox.ts';
import { ${camel}Event } from './${kebab}.event.ts';

describe('the event ${event}', () => {
  const event = ${camel}Event({ id: '1', ownerId: 'awa', rev: 3, at: new Date('2026-03-02T09:00:00Z') });

  it('is one that webhooks can ask for', () => expect(outboxEventTypes).toContain(event.type));

  it('tells JSON of its subject, in the order of its changes', () => {
    expect(event).toMatchObject({ subject: '${noun}:1', seq: 3, ownerId: 'awa' });
    expect(JSON.parse(JSON.stringify(event.data))).toEqual(event.data);
  });
});
`,
  };
};
