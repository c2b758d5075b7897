import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { TestMessageSender } from './test-message-sender.ts';
import { AdminTestMessagesController } from './admin-test-messages.controller.ts';
import { TestMessagesController } from './test-messages.controller.ts';
import { TestMessages } from './test-messages.service.ts';

/** Messages that owners send to themselves. */
@Module({
  imports: [TemplatesModule, ManagementSharedModule],
  providers: [TestMessages, TestMessageSender],
  exports: [TestMessages],
})
export class TestMessagesModule {}

@Module({
  imports: [TestMessagesModule, ManagementSharedModule],
  controllers: [TestMessagesController, AdminTestMessagesController],
})
export class TestMessagesHttpModule {}
