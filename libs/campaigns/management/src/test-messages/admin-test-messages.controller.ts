import { ownerId } from '@relance/kernel';
import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, ownOwnerId, RequestId } from '@relance/platform';
import { Body, Controller, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MessageProblems } from '../templates/message-problems.interceptor.ts';
import { InstallationTestBody } from '../templates/template.dto.ts';
import { TestMessages } from './test-messages.service.ts';
import { TestMessageView } from './test-message.view.ts';

/** Test messages of the installation's set. */
@ApiTags('admin')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@UseInterceptors(MessageProblems)
@Controller('admin/templates')
export class AdminTestMessagesController {
  constructor(private readonly tests: TestMessages) {}

  @Post('test')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a message of the installation’s set to the number of the phone that it is sent from',
    description:
      'From your own phone, or from that of the owner you name; counted among the ten test messages a day of that owner, then 429. 409 at once while that phone is not connected.',
  })
  @ApiEnvelope(TestMessageView)
  @ApiProblems(404, 409, 429)
  send(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { ownerId: named, ...body }: InstallationTestBody,
  ): Promise<TestMessageView> {
    const from = named === undefined ? ownOwnerId(actor) : ownerId(named);
    return this.tests.send({ actor, requestId, ownerId: from }, body, 'installation');
  }
}
