import { ApiEnvelope, ApiProblems, Audience, CurrentOwner } from '@relance/platform';
import { type OwnerId } from '@relance/kernel';
import { SETTINGS_STORE, type SettingsStore } from '@relance/campaigns-domain';
import { Body, Controller, Get, Inject, Patch, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { type Caller } from '../shared/audited.ts';
import { ChangeSettings } from './change-settings.ts';
import { settingsChange, SettingsBody } from './settings.dto.ts';
import { settingsView, SettingsView } from './settings.view.ts';

@ApiTags('settings')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller()
export class SettingsController {
  constructor(
    private readonly changeSettings: ChangeSettings,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
  ) {}

  @Get('settings')
  @ApiOperation({ summary: 'Your settings: switches, limits and policy; the defaults when nothing was ever changed' })
  @ApiEnvelope(SettingsView)
  async read(@CurrentOwner() ownerId: OwnerId): Promise<SettingsView> {
    return settingsView(await this.settings.read(ownerId));
  }

  @Put('settings')
  @ApiOperation({ summary: 'Changes any part of the settings and answers the whole' })
  @ApiEnvelope(SettingsView)
  put(@CurrentCaller() caller: Caller, @Body() body: SettingsBody): Promise<SettingsView> {
    return this.change(caller, body);
  }

  @Get('config')
  @ApiOperation({ summary: 'The same as GET /settings, at the address that PATCH changes' })
  @ApiEnvelope(SettingsView)
  readConfig(@CurrentOwner() ownerId: OwnerId): Promise<SettingsView> {
    return this.read(ownerId);
  }

  @Patch('config')
  @ApiOperation({ summary: 'The same as PUT /settings' })
  @ApiEnvelope(SettingsView)
  patch(@CurrentCaller() caller: Caller, @Body() body: SettingsBody): Promise<SettingsView> {
    return this.change(caller, body);
  }

  private async change(caller: Caller, body: SettingsBody): Promise<SettingsView> {
    return settingsView(await this.changeSettings.run(caller, settingsChange(body)));
  }
}
