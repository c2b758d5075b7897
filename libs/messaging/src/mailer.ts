export type MailAttachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string | Uint8Array;
};

export type Mail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly MailAttachment[];
  /** Becomes the Message-ID's local part: the same mail sent again is known as the same by mail programs. */
  readonly id?: string;
};

/** Why a mail did not leave, where that is not the mail server's doing. */
export const mailProblemCodes = ['NO_MAIL_SERVER'] as const;
export type MailProblemCode = (typeof mailProblemCodes)[number];

/** What came of a mail: taken by the mail server for all recipients, or why not: in words, with a code where it is ours to mend. */
export type MailOutcome =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly error: string; readonly code?: MailProblemCode };

/** The way out by e-mail. */
export interface Mailer {
  /** False: no mail server is configured, and `send` only answers that. */
  readonly isConfigured: boolean;
  /** Waits for the mail server, bounded; never rejects. Never to be called where a message to a person waits for it. */
  send(mail: Mail): Promise<MailOutcome>;
}

/** Injection token of the Mailer. */
export const MAILER = Symbol('Mailer');
