import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { ChangeSettings } from './change-settings.ts';
import { SettingsController } from './settings.controller.ts';

@Module({ imports: [ManagementSharedModule], controllers: [SettingsController], providers: [ChangeSettings] })
export class SettingsModule {}
