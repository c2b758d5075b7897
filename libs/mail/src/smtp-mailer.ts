import { type Mail, type Mailer, type MailOutcome } from '@relance/messaging';
import { createTransport, type Transporter } from 'nodemailer';

export type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`; null: nothing can be sent. */
  readonly smtpUrl: string | null;
  readonly from: string | null;
};

/** A mail server that does not answer is given up after this long. Real time. */
const TIMEOUT_MS = 15_000;
const CONNECTIONS = 2;

/** Mails through an SMTP server, over at most two connections. */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter | null;
  private readonly from: string;

  constructor({ smtpUrl, from }: SmtpOptions) {
    this.from = from ?? `Relance <relance@${smtpUrl ? new URL(smtpUrl).hostname : 'localhost'}>`;
    this.transport = smtpUrl
      ? createTransport({
          url: smtpUrl,
          pool: true,
          maxConnections: CONNECTIONS,
          connectionTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
          socketTimeout: TIMEOUT_MS,
          // Texts and addresses come from people: nothing in them is read as a file or fetched.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  get isConfigured(): boolean {
    return this.transport !== null;
  }

  async send({ id, attachments = [], ...mail }: Mail): Promise<MailOutcome> {
    if (!this.transport) {
      return { ok: false, error: 'no mail server is configured (SMTP_URL)', code: 'NO_MAIL_SERVER' };
    }
    const host = /@([^>\s]+)>?$/.exec(this.from)?.[1] ?? 'localhost';
    try {
      const sent = await this.transport.sendMail({
        from: this.from,
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        ...(mail.html !== undefined && { html: mail.html }),
        ...(id !== undefined && { messageId: `<${id}@${host}>` }),
        attachments: attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          content: typeof content === 'string' ? content : Buffer.from(content),
        })),
      });
      const refused: unknown[] = sent.rejected ?? [];
      if (refused.length > 0)
        return { ok: false, error: `refused for ${refused.length} of ${mail.to.length} recipients` };
      return { ok: true, messageId: String(sent.messageId) };
    } catch (error) {
      return { ok: false, error: wordsOf(error) };
    }
  }

  close(): void {
    this.transport?.close();
  }
}

/** A mail server's words, without what may name the account. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, 300);
}
