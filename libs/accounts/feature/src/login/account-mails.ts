import { Inject, Injectable, Optional } from '@nestjs/common';
import { type Account, type LinkPurpose } from '@relance/accounts-domain';
import { MAILER, type Mailer } from '@relance/messaging';
import { LOGGER } from '@relance/platform';
import { type Logger } from 'pino';

type Text = { readonly subject: string; readonly lead: string; readonly end: string };

const texts: Record<LinkPurpose, Record<Account['language'], Text>> = {
  invite: {
    fr: {
      subject: 'Votre accès à Relance',
      lead: 'Un compte Relance a été créé pour vous. Choisissez votre mot de passe :',
      end: 'Ce lien sert une seule fois, jusqu’au',
    },
    en: {
      subject: 'Your access to Relance',
      lead: 'A Relance account was made for you. Choose your password:',
      end: 'This link works once, until',
    },
  },
  reset: {
    fr: {
      subject: 'Nouveau mot de passe Relance',
      lead: 'Choisissez un nouveau mot de passe :',
      end: 'Si vous n’avez rien demandé, ignorez ce message. Ce lien sert une seule fois, jusqu’au',
    },
    en: {
      subject: 'New Relance password',
      lead: 'Choose a new password:',
      end: 'If you did not ask for it, ignore this message. This link works once, until',
    },
  },
};

/** Mails about accounts, where a mail server is configured. */
@Injectable()
export class AccountMails {
  constructor(
    @Optional() @Inject(MAILER) private readonly mailer: Mailer | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get isConfigured(): boolean {
    return this.mailer?.isConfigured ?? false;
  }

  async sendLink(account: Account, purpose: LinkPurpose, link: { url: string; expiresAt: Date }): Promise<void> {
    if (!this.mailer?.isConfigured) return;
    const { subject, lead, end } = texts[purpose][account.language];
    const until = link.expiresAt.toLocaleString(account.language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC' });
    const text = `${account.name},\n\n${lead}\n\n${link.url}\n\n${end} ${until} UTC.\n`;
    const outcome = await this.mailer.send({ to: [account.email], subject, text });
    if (!outcome.ok) {
      this.logger.warn(
        { event: 'account_mail.failed', problem: outcome.error, accountId: account.id },
        'A mail with a password link was not sent.',
      );
    }
  }
}
