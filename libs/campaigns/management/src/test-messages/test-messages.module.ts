import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { TestMessageSender } from './test-message-sender.ts';
import { TestMessagesController } from './test-messages.controller.ts';
import { TestMessages } from './test-messages.service.ts';

/** Messages that owners send to themselves. Its routes go before those of single days. */
@Module({
  imports: [TemplatesModule, ManagementSharedModule],
  controllers: [TestMessagesController],
  providers: [TestMessages, TestMessageSender],
})
export class TestMessagesModule {}
