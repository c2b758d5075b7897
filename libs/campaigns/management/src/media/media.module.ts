import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { AdminMediaController } from './admin-media.controller.ts';
import { MediaContent } from './media-content.ts';
import { MediaController } from './media.controller.ts';
import { MediaService } from './media.service.ts';

/** Files that messages send: stored, read and removed. */
@Module({
  imports: [ManagementSharedModule],
  providers: [MediaService, MediaContent],
  exports: [MediaContent, MediaService],
})
export class MediaModule {}

@Module({ imports: [MediaModule], controllers: [MediaController, AdminMediaController] })
export class MediaHttpModule {}
