import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { ChangeSettings } from './change-settings.ts';
import { SettingsController } from './settings.controller.ts';

/** An owner's settings. */
@Module({ imports: [ManagementSharedModule], providers: [ChangeSettings], exports: [ChangeSettings] })
export class SettingsModule {}

@Module({ imports: [SettingsModule], controllers: [SettingsController] })
export class SettingsHttpModule {}
