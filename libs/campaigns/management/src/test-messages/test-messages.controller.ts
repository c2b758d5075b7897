import { ApiEnvelope, ApiProblems, Audience } from '@relance/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../shared/phone-access-log.ts';
import { MessageProblems } from '../templates/message-problems.interceptor.ts';
import { ConfirmTestNumberBody, TemplateTestBody, TestNumberBody } from '../templates/template.dto.ts';
import { TestMessages } from './test-messages.service.ts';
import { TestMessageView, TestNumbersView, TestNumberView } from './test-message.view.ts';

@ApiTags('templates')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@UseInterceptors(MessageProblems)
@Controller('templates')
export class TestMessagesController {
  constructor(
    private readonly tests: TestMessages,
    private readonly phones: PhoneAccessLog,
  ) {}

  @Post('test')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a test message to your own number, or to one that was confirmed',
    description:
      'Ten a day, then 429; outside of all caps and windows, and counted in no campaign. 409 at once while no phone is connected.',
  })
  @ApiEnvelope(TestMessageView)
  @ApiProblems(403, 404, 409, 429)
  send(@CurrentCaller() caller: Caller, @Body() body: TemplateTestBody): Promise<TestMessageView> {
    return this.tests.send(caller, body);
  }

  @Get('test/numbers')
  @ApiOperation({ summary: 'Numbers that test messages may go to besides your own' })
  @ApiEnvelope(TestNumbersView)
  async numbers(@CurrentCaller() caller: Caller): Promise<TestNumbersView> {
    await this.phones.note(caller, { through: 'test_numbers' });
    return this.tests.numbers(caller.ownerId);
  }

  @Post('test/numbers')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Sends a code to a number; its holder confirms with it',
    description: 'The code holds for 15 minutes and five tries, and counts as one of the ten test messages of the day.',
  })
  @ApiEnvelope(TestNumberView, { status: 202 })
  @ApiProblems(409, 422, 429)
  requestCode(@CurrentCaller() caller: Caller, @Body() body: TestNumberBody): Promise<TestNumberView> {
    return this.tests.requestCode(caller, body.phone);
  }

  @Post('test/numbers/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirms a number with the code it got' })
  @ApiEnvelope(TestNumberView)
  @ApiProblems(422)
  confirm(@CurrentCaller() caller: Caller, @Body() body: ConfirmTestNumberBody): Promise<TestNumberView> {
    return this.tests.confirm(caller, body.phone, body.code);
  }

  @Delete('test/numbers')
  @ApiOperation({ summary: 'Removes a number: test messages no longer go to it' })
  @ApiEnvelope(TestNumbersView)
  remove(@CurrentCaller() caller: Caller, @Body() body: TestNumberBody): Promise<TestNumbersView> {
    return this.tests.removeNumber(caller, body.phone);
  }
}
