import { aggregateCommands } from './aggregate/aggregate.ts';
import { bulkWriteCommand } from './crud/bulk-write.ts';
import { catalogCommands } from './catalog/catalog-lists.ts';
import { collModCommand } from './catalog/coll-mod.ts';
import { type CommandEntry } from './shared/context.ts';
import { countCommand, distinctCommand } from './read/count-distinct.ts';
import { createCommands } from './catalog/create.ts';
import { getMoreCommand, killCursorsCommand } from './read/cursor-commands.ts';
import { deleteCommand } from './crud/delete.ts';
import { explainCommand } from './read/explain.ts';
import { findAndModifyCommand } from './crud/find-and-modify.ts';
import { findCommand } from './read/find.ts';
import { handshakeCommands } from './replica-set/handshake.ts';
import { helloCommands } from './replica-set/hello.ts';
import { indexCommands } from './catalog/indexes.ts';
import { insertCommand } from './crud/insert.ts';
import { operatorCommands } from './diagnostics/operator-commands.ts';
import { replicaSetCommands } from './replica-set/replica-set-commands.ts';
import { sessionCommands } from './sessions/session-commands.ts';
import { apiTestCommands } from './shared/stable-api.ts';
import { updateCommand } from './crud/update.ts';

/** Every command by its name on the wire. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  ...handshakeCommands,
  ...helloCommands,
  ...replicaSetCommands,
  ...sessionCommands,
  ...operatorCommands,
  ...catalogCommands,
  ...createCommands,
  ...indexCommands,
  ...aggregateCommands,
  ...apiTestCommands,
  insert: insertCommand,
  update: updateCommand,
  delete: deleteCommand,
  collMod: collModCommand,
  bulkWrite: bulkWriteCommand,
  findAndModify: findAndModifyCommand,
  findandmodify: findAndModifyCommand,
  find: findCommand,
  getMore: getMoreCommand,
  killCursors: killCursorsCommand,
  count: countCommand,
  distinct: distinctCommand,
  explain: explainCommand,
};
