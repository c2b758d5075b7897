import { aggregateCommands } from './aggregate.ts';
import { bulkWriteCommand } from './bulk-write.ts';
import { catalogCommands } from './catalog-lists.ts';
import { collModCommand } from './coll-mod.ts';
import { type CommandEntry } from './context.ts';
import { countCommand, distinctCommand } from './count-distinct.ts';
import { createCommands } from './create.ts';
import { getMoreCommand, killCursorsCommand } from './cursor-commands.ts';
import { deleteCommand } from './delete.ts';
import { explainCommand } from './explain.ts';
import { findAndModifyCommand } from './find-and-modify.ts';
import { findCommand } from './find.ts';
import { handshakeCommands } from './handshake.ts';
import { helloCommands } from './hello.ts';
import { indexCommands } from './indexes.ts';
import { insertCommand } from './insert.ts';
import { operatorCommands } from './operator-commands.ts';
import { replicaSetCommands } from './replica-set-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { apiTestCommands } from './stable-api.ts';
import { updateCommand } from './update.ts';

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
