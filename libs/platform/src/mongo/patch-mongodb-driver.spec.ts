import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { patchMongodbDriver } from './patch-mongodb-driver.ts';

type DriverConnection = { command(ns: unknown, command: object, options: object): Promise<unknown>; destroy(): void };
type Internals = { Connection: new (socket: Socket, options: object) => DriverConnection };

const require = createRequire(import.meta.url);
const { Connection } = require('mongodb/lib/cmap/connection.js') as Internals;
const { ns, HostAddress } = require('mongodb/lib/utils.js') as {
  ns: (name: string) => unknown;
  HostAddress: { fromString(text: string): unknown };
};

describe('the patch of the MongoDB driver', () => {
  it('fits the driver that is installed, and that is the one which Mongoose uses', () => {
    expect(patchMongodbDriver()).toBe(true);
    const ofMongoose = createRequire(require.resolve('mongoose'));
    expect(ofMongoose.resolve('mongodb/lib/cmap/connection.js')).toBe(
      require.resolve('mongodb/lib/cmap/connection.js'),
    );
  });

  it('says so when it does not fit', () => {
    expect(patchMongodbDriver({})).toBe(false);
    expect(patchMongodbDriver({ Connection: class {} as never })).toBe(false);
  });
});

describe('a command on a connection that the server has just reset', () => {
  it('is refused, however the reset falls together with it', async () => {
    patchMongodbDriver();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const hostAddress = HostAddress.fromString(`127.0.0.1:${port}`);
    const connection = new Connection(socket, { id: 1, generation: 1, hostAddress, monitorCommands: false });
    // Destroyed, but the driver has not been told yet: the state in which it used to wait for ever.
    socket.destroy();
    await expect(connection.command(ns('admin.$cmd'), { hello: 1 }, {})).rejects.toThrow(/closed/);
    connection.destroy();
    server.close();
  });
});
