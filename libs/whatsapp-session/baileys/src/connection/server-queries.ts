import { type BinaryNode } from '@whiskeysockets/baileys';
import { type NumberLookup } from '@relance/messaging';
import { type ConnectionState } from './connection-parts.ts';
import { jidOfPhone, lidOfJid } from '../jid.ts';
import { lookupAnswers, lookupQuery } from './number-lookup.ts';

/** Questions to WhatsApp's server that are not messages. */
export class ServerQueries {
  constructor(private readonly connection: ConnectionState) {}

  /** One answer a phone, in the order asked. Rejects on a connection that is closed. */
  async lookUp(phones: readonly string[]): Promise<readonly NumberLookup[]> {
    if (!this.connection.isOpen) throw new Error('the connection is closed');
    const answers = lookupAnswers(phones, await this.askAbout(phones));
    return Promise.all(
      answers.map(async (answer) =>
        answer.answer === 'in' && answer.lid === null ? { ...answer, lid: await this.lidOf(answer.phone) } : answer,
      ),
    );
  }

  /** True when the server answers within `withinMs`. */
  async isAlive(withinMs: number): Promise<boolean> {
    if (!this.connection.isOpen) return false;
    return this.ask({ type: 'get', xmlns: 'w:p' }, { tag: 'ping', attrs: {} }, withinMs);
  }

  /** Asks the server to unlink the device `jid`. True when it answered within `withinMs`, whatever it said. */
  async logOut(jid: string, withinMs: number): Promise<boolean> {
    // Baileys' own logout resolves before the server has it and closes at once, leaving a ghost on the phone.
    return this.ask(
      { type: 'set', xmlns: 'md' },
      { tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } },
      withinMs,
    );
  }

  /** True when the server answered in time, whatever it said. */
  private async ask(
    attrs: { readonly type: string; readonly xmlns: string },
    content: { tag: string; attrs: Record<string, string> },
    withinMs: number,
  ): Promise<boolean> {
    const { socket } = this.connection.parts;
    const iq = {
      tag: 'iq',
      attrs: { id: socket.generateMessageTag(), to: 's.whatsapp.net', ...attrs },
      content: [content],
    };
    return socket.query(iq, withinMs).then(
      () => true,
      (error: unknown) => !this.connection.isEnded && isAnswer(error),
    );
  }

  /** Undefined when the server did not answer, or answered with an error: then nothing is known. */
  private async askAbout(phones: readonly string[]): Promise<BinaryNode | undefined> {
    const { socket, queryTimeoutMs } = this.connection.parts;
    try {
      const query = lookupQuery(phones, socket.generateMessageTag());
      return (await socket.query(query, queryTimeoutMs)) as BinaryNode | undefined;
    } catch (error) {
      if (this.connection.isEnded) throw error;
      this.connection.complain(error, 'lookup.failed', 'numbers could not be looked up');
      return undefined;
    }
  }

  private async lidOf(phone: string | null): Promise<string | null> {
    if (phone === null) return null;
    const lid = await this.connection.parts.socket.signalRepository.lidMapping
      .getLIDForPN(jidOfPhone(phone))
      .catch(() => null);
    return lidOfJid(lid);
  }
}

/** An error node is an answer too; a timeout (408) or a closed connection (428) is not. */
function isAnswer(error: unknown): boolean {
  const code = (error as { output?: { statusCode?: number } } | null)?.output?.statusCode;
  return code !== undefined && code !== 408 && code !== 428;
}
