import {
  MEDIA_STORE,
  type MediaStore,
  messageIdFrom,
  messageParts,
  TEST_MESSAGE_STORE,
  type TestMessage,
  type TestMessageStore,
} from '@relance/campaigns-domain';
import { outboundMedia } from '@relance/campaigns-core';
import { MESSENGER, type Messenger, type Sender } from '@relance/messaging';
import { type OwnerId } from '@relance/kernel';
import { LOGGER, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type Logger } from 'pino';

/** How often the messages that other processes queued for the sessions held here are looked for. */
const POLL_MS = 1000;
const BATCH = 20;

/** Sends test messages of the sessions that this process holds: at once those asked for here, within a second all others. */
@Injectable()
export class TestMessageSender implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(
    @Inject(TEST_MESSAGE_STORE) private readonly store: TestMessageStore,
    @Inject(MEDIA_STORE) private readonly media: MediaStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.worker) return;
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.poll());
    }, POLL_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.round;
  }

  /** Whether any process has the owner's connection open: with none a message would wait for nobody. */
  async canSend(ownerId: OwnerId): Promise<boolean> {
    const standings = await this.messenger.standings([ownerId]);
    return standings.get(ownerId)?.availability === 'ready';
  }

  /** True when the session is held here and the message was dealt with, whatever came of it. */
  async sendHere(message: TestMessage): Promise<boolean> {
    const sender = this.messenger.sender(message.ownerId);
    if (sender === null) return false;
    if (await this.store.begin(message.id)) await this.send(sender, message);
    return true;
  }

  private async poll(): Promise<void> {
    const held = this.messenger.senders().map(({ ownerId }) => ownerId);
    if (held.length === 0) return;
    try {
      for (const message of await this.store.queued(held, BATCH)) await this.sendHere(message);
    } catch (error) {
      this.logger.warn({ err: error, event: 'test_message.poll_failed' }, 'queued test messages could not be read');
    }
  }

  private async send(sender: Sender, message: TestMessage): Promise<void> {
    const phone = message.phone ?? sender.phone ?? null;
    if (phone === null || sender.availability !== 'ready') {
      return this.store.finish(message.id, 'failed', 'The WhatsApp session is not connected.');
    }
    const { state, problem } = await this.sendParts(message, phone);
    await this.store.finish(message.id, state, problem);
  }

  private async sendParts(
    { ownerId, id, text, mediaIds, createdAt }: TestMessage,
    phone: string,
  ): Promise<{ state: 'sent' | 'failed' | 'unknown'; problem: string | null }> {
    const files = await this.media.findMany(mediaIds, ownerId);
    const parts = messageParts(text, files);
    for (const [index, part] of parts.entries()) {
      const seed = `test|${id}|${createdAt.getTime()}|${index}`;
      const waMessageId = messageIdFrom(createHash('sha256').update(seed).digest('hex'));
      const media = part.media ? { media: outboundMedia(part.media, this.media) } : {};
      const outcome = await this.messenger.send(ownerId, { waMessageId, phone, text: part.text, ...media });
      if (outcome.kind === 'accepted') continue;
      if (outcome.kind === 'unknown') return { state: 'unknown', problem: null };
      const problem =
        outcome.kind === 'refused'
          ? `WhatsApp refused the message with code ${outcome.code}.`
          : outcome.reason === 'upload_failed'
            ? 'The file could not be uploaded to WhatsApp.'
            : 'The WhatsApp session is not connected.';
      return { state: 'failed', problem };
    }
    return { state: 'sent', problem: null };
  }
}
