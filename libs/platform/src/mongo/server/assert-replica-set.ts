import { type Connection } from 'mongoose';
import { DatabaseRefusal } from './engine-choice.ts';

/** Transactions and change streams need a replica set or a sharded cluster: said at the start, not at the first campaign. */
export async function assertReplicaSet(connection: Connection): Promise<void> {
  const hello = await connection.db?.command({ hello: 1 });
  const isCluster = hello?.['msg'] === 'isdbgrid';
  if (isCluster || typeof hello?.['setName'] === 'string') return;
  throw new DatabaseRefusal(
    'The database of MONGODB_URI is a single server. Relance needs a replica set (one of one member will do: ' +
      'start mongod with --replSet and run rs.initiate()) or a sharded cluster.',
  );
}
