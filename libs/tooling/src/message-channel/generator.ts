import { formatFiles, type Tree } from '@nx/devkit';
import { writeMissing } from '../shared/insert';
import { namesOf } from '../shared/names';
import library from '../library/generator';
import { loopbackText, specText } from './contract-templates';
import { messengerText, wireText } from './templates';

/** Options of `nx g @relance/tooling:message-channel`. */
export type MessageChannelOptions = { name: string };

/**
 * Another way out for messages: an adapter library with a Messenger that keeps the contract over a wire of its own (queue,
 * acknowledgement, receipts, inbound, stop), and the contract suite run against a service in memory. What is left to write is
 * the wire over the vendor's client, and its place in the composition root. A second run changes nothing.
 */
export default async function messageChannel(tree: Tree, options: MessageChannelOptions): Promise<void> {
  const names = namesOf('name', options.name);
  const directory = `${names.kebab}-channel`;
  await library(tree, { directory, type: 'adapter', scope: 'shared' });
  const folder = `libs/${directory}/src`;
  const entry = `export { ${names.pascal}Messenger } from './${names.kebab}-messenger.ts';\nexport { type ${names.pascal}Wire } from './${names.kebab}-wire.port.ts';\n`;
  if (tree.read(`${folder}/index.ts`, 'utf8')?.trim() === 'export {};') tree.write(`${folder}/index.ts`, entry);
  writeMissing(tree, {
    [`${folder}/${names.kebab}-wire.port.ts`]: wireText(names),
    [`${folder}/${names.kebab}-messenger.ts`]: messengerText(names),
    [`${folder}/${names.kebab}-messenger.spec.ts`]: specText(names),
    [`${folder}/testing/loopback-service.ts`]: loopbackText(names),
  });
  await formatFiles(tree);
}
