import {
  type DayMessage,
  type Language,
  render,
  SETTINGS_STORE,
  type SettingsStore,
  TEMPLATE_STORE,
  type TemplateSet,
  type TemplateStore,
  TEST_MESSAGE_STORE,
  TEST_MESSAGES_PER_DAY,
  TEST_NUMBERS_MAX,
  type TestMessage,
  type TestMessageStore,
  textFor,
} from '@relance/campaigns-domain';
import { notFound } from '@relance/campaigns-core';
import { type Clock, documentId, DomainError, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK, USER_DIRECTORY, type UserDirectory, validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { normalisePhone, phoneProblem } from '../contacts/phone.ts';
import { Audited, type Caller } from '../shared/audited.ts';
import { MessageRules } from '../templates/message-rules.ts';
import { type TemplateTestBody } from '../templates/template.dto.ts';
import { textsOf } from '../templates/template.service.ts';
import { TestMessageSender } from './test-message-sender.ts';
import {
  masked,
  type TestMessageView,
  type TestNumbersView,
  testNumberView,
  type TestNumberView,
} from './test-message.view.ts';

const CODE_LIFE_MS = 15 * 60_000;
/** A message that the process with the session has not begun by then is given up. */
const WAIT_MS = 10_000;
/** A send that began is bounded by its acknowledgement. */
const SEND_WAIT_MS = 60_000;
const LOOK_MS = 100;

/** Sends an owner's messages to the owner, and to numbers that their holder confirmed once. */
@Injectable()
export class TestMessages {
  constructor(
    @Inject(TEST_MESSAGE_STORE) private readonly store: TestMessageStore,
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    private readonly rules: MessageRules,
    private readonly sender: TestMessageSender,
    private readonly audited: Audited,
  ) {}

  /** From the caller's phone, a message of the caller's own set or of the installation's. */
  async send(
    caller: Caller,
    body: TemplateTestBody,
    set: TemplateSet = { ownerId: caller.ownerId },
  ): Promise<TestMessageView> {
    const { ownerId } = caller;
    const message = await this.message(set, body);
    const phone = body.phone === undefined ? null : await this.confirmedNumber(ownerId, body.phone);
    const { language: own } = await this.settings.read(ownerId);
    const { text, language } = textFor(message, body.language ?? own);
    const rendered = render(text, await this.sampleOf(ownerId, message.dayNumber, language), language);
    const mediaIds = message.mediaIds.map((id) => documentId<'MediaId'>(id));
    const state = await this.deliver({ ownerId, phone, text: rendered, mediaIds });
    const day = this.today();
    const remainingToday = TEST_MESSAGES_PER_DAY - (await this.store.count(ownerId, day));
    await this.note(caller, 'template.test', { day: message.dayNumber, media: mediaIds.length, state });
    return { state, phoneMasked: masked(phone), text: rendered, language, remainingToday };
  }

  async numbers(ownerId: OwnerId): Promise<TestNumbersView> {
    return { numbers: (await this.store.numbers(ownerId)).map(testNumberView) };
  }

  /** Sends a code to the number; it counts as one of the day's test messages. */
  async requestCode(caller: Caller, given: string): Promise<TestNumberView> {
    const { ownerId } = caller;
    const phone = await this.numberOf(ownerId, given);
    const known = await this.store.numbers(ownerId);
    if (known.length >= TEST_NUMBERS_MAX && !known.some((number) => number.phone === phone)) {
      const sentence = `An owner has at most ${TEST_NUMBERS_MAX} test numbers. Remove one first.`;
      throw new DomainError('unprocessable', 'TEST_NUMBERS_LIMIT', sentence);
    }
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const { language } = await this.settings.read(ownerId);
    const until = new Date(this.clock.now().getTime() + CODE_LIFE_MS);
    await this.store.expectCode(ownerId, phone, { hash: hashOf(ownerId, phone, code), until });
    await this.deliver({ ownerId, phone, text: codeTexts[language](code), mediaIds: [] });
    await this.note(caller, 'test_number.request', { phone: masked(phone) });
    return testNumberView({ phone, confirmedAt: known.find((number) => number.phone === phone)?.confirmedAt ?? null });
  }

  async confirm(caller: Caller, given: string, code: string): Promise<TestNumberView> {
    const { ownerId } = caller;
    const phone = await this.numberOf(ownerId, given);
    const now = this.clock.now();
    const outcome = await this.store.confirm(ownerId, phone, hashOf(ownerId, phone, code.replace(/\s/g, '')), now);
    if (outcome === 'wrong') {
      throw new DomainError('unprocessable', 'TEST_CODE_WRONG', 'The code is wrong or too old. Ask for a new one.');
    }
    await this.note(caller, 'test_number.confirm', { phone: masked(phone) });
    return testNumberView({ phone, confirmedAt: now });
  }

  async removeNumber(caller: Caller, given: string): Promise<TestNumbersView> {
    const phone = await this.numberOf(caller.ownerId, given);
    if (await this.store.removeNumber(caller.ownerId, phone)) {
      await this.note(caller, 'test_number.delete', { phone: masked(phone) });
    }
    return this.numbers(caller.ownerId);
  }

  private async message(set: TemplateSet, body: TemplateTestBody): Promise<DayMessage> {
    const day = body.day ?? 1;
    const mediaIds = body.mediaIds?.map((id) => id.toLowerCase());
    if (body.message) {
      const texts = body.message;
      const checked = { path: '', field: 'message', texts, mediaIds: mediaIds ?? [] } as const;
      await this.rules.assertSendable(set === 'installation' ? set : set.ownerId, [checked]);
      return { dayNumber: day, messageTemplate: textsOf(texts), mediaIds: mediaIds ?? [] };
    }
    const known = set === 'installation' ? this.templates.all() : this.templates.ofOwner(set.ownerId);
    const found = (await known).find(({ dayNumber }) => dayNumber === day);
    if (!found) throw notFound('template');
    return mediaIds ? { ...found, mediaIds } : found;
  }

  private async numberOf(ownerId: OwnerId, given: string): Promise<string> {
    const { defaultCountry } = await this.settings.read(ownerId);
    const read = normalisePhone(given, defaultCountry);
    if (!read) throw validationFailed([{ field: 'phone', ...phoneProblem(given, defaultCountry) }]);
    return read.phone;
  }

  private async confirmedNumber(ownerId: OwnerId, given: string): Promise<string> {
    const phone = await this.numberOf(ownerId, given);
    const numbers = await this.store.numbers(ownerId);
    if (numbers.some((number) => number.phone === phone && number.confirmedAt !== null)) return phone;
    throw new DomainError(
      'forbidden',
      'TEST_NUMBER_UNCONFIRMED',
      'Test messages go to the own number, or to one whose holder confirmed it with the code that was sent there.',
    );
  }

  /** What stands in the variables: the reader is the owner. */
  private async sampleOf(ownerId: OwnerId, day: number, language: Language) {
    const ownerName = (await this.directory.owners([ownerId])).get(ownerId)?.name ?? null;
    const campaignName = language === 'fr' ? 'Essai' : 'Test';
    return { name: ownerName, referrerName: null, day, attributes: {}, ownerName, campaignName };
  }

  private async deliver(
    message: Pick<TestMessage, 'ownerId' | 'phone' | 'text' | 'mediaIds'>,
  ): Promise<'sent' | 'unknown'> {
    if (!(await this.sender.canSend(message.ownerId))) throw notSent(null);
    const day = this.today();
    const queued = await this.store.enqueue(message, { day, limit: TEST_MESSAGES_PER_DAY }, this.clock.now());
    if (!queued) throw this.tooMany();
    const isHere = await this.sender.sendHere(queued);
    const ended = isHere ? await this.store.find(queued.id) : await this.elsewhere(queued.id);
    if (ended?.state === 'sent' || ended?.state === 'unknown') return ended.state;
    throw notSent(ended?.problem ?? null);
  }

  /** Another process holds the session: it finds the message within a second. */
  private async elsewhere(id: string): Promise<TestMessage | null> {
    const asked = performance.now();
    for (;;) {
      const message = await this.store.find(id);
      if (message === null || !['queued', 'sending'].includes(message.state)) return message;
      const waited = performance.now() - asked;
      if (message.state === 'queued' && waited > WAIT_MS && (await this.store.withdraw(id))) return null;
      if (waited > SEND_WAIT_MS) return { ...message, state: 'unknown' };
      await pause(LOOK_MS);
    }
  }

  private tooMany(): DomainError {
    const now = this.clock.now();
    const tomorrow = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
    return new DomainError(
      'too_many',
      'TEST_MESSAGES_LIMIT',
      `At most ${TEST_MESSAGES_PER_DAY} test messages a day.`,
      { limit: TEST_MESSAGES_PER_DAY },
      { retryAfterSeconds: Math.ceil((tomorrow - now.getTime()) / 1000) },
    );
  }

  /** Calendar day UTC of real time: a limit is no matter of the product's clock. */
  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  private note({ ownerId, ...by }: Caller, action: string, after: Record<string, unknown>): Promise<void> {
    const entity = { type: 'template', id: ownerId, name: null };
    return this.audited.note(by, { action, ownerId, entity, before: null, after });
  }
}

const notSent = (problem: string | null): DomainError =>
  new DomainError(
    'conflict',
    'TEST_MESSAGE_NOT_SENT',
    problem ?? 'The WhatsApp session is not connected. Link a phone, then send the test again.',
  );

const hashOf = (ownerId: OwnerId, phone: string, code: string): string =>
  createHash('sha256').update(`${ownerId}|${phone}|${code}`).digest('hex');

const codeTexts: Readonly<Record<Language, (code: string) => string>> = {
  fr: (code) =>
    `${code} est le code pour recevoir des messages d’essai. Sans demande de votre part, ignorez ce message.`,
  en: (code) => `${code} is the code for receiving test messages. If you did not ask for it, ignore this message.`,
};
