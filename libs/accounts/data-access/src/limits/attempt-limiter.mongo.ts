import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type AttemptLimit, type AttemptLimiter, attemptLimits } from '@relance/accounts-domain';
import { type Connection, Schema } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';

const COLLECTION = 'login_attempts';

export const LOGIN_ATTEMPTS_MODEL = 'LoginAttempts';
export const loginAttemptsSchema = new Schema(
  { key: String, points: Number, expire: Date },
  { collection: COLLECTION, versionKey: false },
);
/** How many attempts were there? One count each. */
loginAttemptsSchema.index({ key: 1 }, { unique: true, name: 'key' });
/** Which counts are over? The server removes them. */
loginAttemptsSchema.index({ expire: 1 }, { expireAfterSeconds: 0, name: 'expiry' });

/** Attempts counted in the database: one count for all processes, kept over restarts. */
@Injectable()
export class MongoAttemptLimiter implements AttemptLimiter {
  private readonly limiters = new Map<AttemptLimit, RateLimiterMongo>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async take(limit: AttemptLimit, key: string): Promise<number | null> {
    try {
      await this.of(limit).consume(key);
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw refusal;
    }
  }

  async giveBack(limit: AttemptLimit, key: string): Promise<void> {
    await this.of(limit).reward(key);
  }

  async forget(limit: AttemptLimit, key: string): Promise<void> {
    await this.of(limit).delete(key);
  }

  private of(limit: AttemptLimit): RateLimiterMongo {
    const known = this.limiters.get(limit);
    if (known) return known;
    const { points, seconds } = attemptLimits[limit];
    const made = new RateLimiterMongo({
      storeClient: this.connection.getClient(),
      dbName: this.connection.name,
      tableName: COLLECTION,
      keyPrefix: limit,
      points,
      duration: seconds,
      blockDuration: seconds,
      disableIndexesCreation: true,
    });
    this.limiters.set(limit, made);
    return made;
  }
}
