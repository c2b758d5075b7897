import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, RequestId } from '@relance/platform';
import { ChangeInstallationSettings } from './change-installation-settings.ts';
import { InstallationSettingsBody, InstallationSettingsView, toSettingsView } from './installation-settings.dto.ts';

/** What holds for the whole installation. */
@ApiTags('Admin settings')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@Controller('admin/settings')
export class InstallationSettingsController {
  constructor(private readonly settings: ChangeInstallationSettings) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'Opt-out line and words, defaults of new owners, limits, retention, second factor' })
  @ApiEnvelope(InstallationSettingsView)
  async read(): Promise<InstallationSettingsView> {
    return toSettingsView(await this.settings.read());
  }

  @Patch()
  @ApiOperation({
    summary: 'Changes any part; what is not given keeps its value; in effect everywhere within a second',
  })
  @ApiEnvelope(InstallationSettingsView)
  async change(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() body: InstallationSettingsBody,
  ): Promise<InstallationSettingsView> {
    return toSettingsView(await this.settings.run(body, { actor, requestId }));
  }
}
