import { MongoClient } from 'mongodb';

/** Asks the database itself what a bench wants to know, so that the product is not asked for it. */
export class DatabaseWatch {
  private own = 0;

  private constructor(private readonly client: MongoClient) {}

  static async open(uri: string): Promise<DatabaseWatch> {
    return new DatabaseWatch(await MongoClient.connect(uri));
  }

  /** Commands of others since the start, but for those of change streams that wait for events. */
  async commands(): Promise<number> {
    this.own += 1;
    const { network, opcounters } = await this.client.db('admin').command({ serverStatus: 1 });
    return Number(network.numRequests) - Number(opcounters.getmore) - this.own;
  }

  /** The server's process, on this machine. */
  async pid(): Promise<number> {
    this.own += 1;
    return Number((await this.client.db('admin').command({ serverStatus: 1 })).pid);
  }

  /** Campaigns that are to send something still, but for the continuous ones. */
  async openCampaigns(): Promise<number> {
    this.own += 1;
    return this.client
      .db()
      .collection('campaigns')
      .countDocuments({ type: 'filtered', status: { $ne: 'completed' } });
  }

  /** How many sessions each process holds by lease. */
  async sendersByHolder(): Promise<readonly { readonly holder: string; readonly senders: number }[]> {
    this.own += 1;
    return this.client
      .db()
      .collection('whatsapp_sessions')
      .aggregate<{ holder: string; senders: number }>([
        { $match: { 'lease.holder': { $type: 'string' } } },
        { $group: { _id: '$lease.holder', senders: { $sum: 1 } } },
        { $project: { _id: 0, holder: '$_id', senders: 1 } },
      ])
      .toArray();
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
