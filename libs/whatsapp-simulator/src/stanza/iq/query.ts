import { type BinaryNode } from '../../binary/nodes.ts';
import { type Account } from '../../people/account.ts';
import { type Companion } from '../../people/companion.ts';
import { type ClientConnection } from '../../server/client-connection.ts';
import { type World } from '../../server/world.ts';

/** A query of a logged-in client. */
export interface Query {
  readonly world: World;
  readonly connection: ClientConnection;
  readonly account: Account;
  readonly companion: Companion;
  readonly iq: BinaryNode;
}

/** The content of the result; `undefined`: an empty result; `done`: it was answered already. */
export type Answer = BinaryNode[] | undefined | 'done';

export type Answerer = (query: Query) => Answer;
