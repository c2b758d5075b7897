import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { SmtpMailer } from '@relance/mail';
import { MAILER } from '@relance/messaging';
import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';

const mailer = {
  provide: MAILER,
  inject: [RELANCE_CONFIG],
  useFactory: ({ mail }: RelanceConfig) => new SmtpMailer(mail),
};

/** Connections to the mail server end with the process. */
@Injectable()
class MailEnd implements OnApplicationShutdown {
  constructor(@Inject(MAILER) private readonly mailer: SmtpMailer) {}

  onApplicationShutdown(): void {
    this.mailer.close();
  }
}

/** The way out by e-mail. Global: accounts and reports write mails. */
@Global()
@Module({ providers: [mailer, MailEnd], exports: [mailer] })
export class MailModule {}
