import { type Media, mediaTypes, type MediaUsage } from '@relance/campaigns-domain';
import { ApiProperty } from '@nestjs/swagger';

export class MediaUsageView {
  @ApiProperty({ type: 'integer', description: 'Campaigns with a message that sends it.' }) campaigns!: number;
  @ApiProperty({ type: 'integer', description: 'Days of message sets that send it.' }) templates!: number;
}

/** A stored file, without its bytes. */
export class MediaView {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Its file name when it was uploaded.' }) name!: string;
  @ApiProperty({ enum: Object.keys(mediaTypes), description: 'MIME type, found from the bytes.' }) type!: string;
  @ApiProperty({ type: 'integer' }) bytes!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'In pixels; pictures only.' }) width!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) height!: number | null;
  @ApiProperty({ type: MediaUsageView }) usedIn!: MediaUsageView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class MediaRemoved {
  @ApiProperty() id!: string;
}

export const mediaView = (media: Media, usage: MediaUsage | undefined): MediaView => ({
  id: media.id,
  name: media.name,
  type: media.type,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  usedIn: { campaigns: usage?.campaigns ?? 0, templates: usage?.templates ?? 0 },
  createdAt: media.createdAt.toISOString(),
});
