import { documentId, type MediaId, type OwnerId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  SkipEnvelope,
  CurrentOwner,
  IdParam,
  type Page,
  PageQuery,
} from '@relance/platform';
import { Controller, Delete, Get, Post, Query, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import { ApiMediaContent, fileBody } from './media-openapi.ts';
import { assertUnchanged, MediaContent } from './media-content.ts';
import { MediaService, type UploadedMedia } from './media.service.ts';
import { MediaUpload } from './media-upload.interceptor.ts';
import { MediaRemoved, MediaView } from './media.view.ts';

export const mediaId = (id: string): MediaId => documentId<'MediaId'>(id);

@ApiTags('media')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('media')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly content: MediaContent,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your files, newest first' })
  @ApiPage('media', MediaView)
  async list(@CurrentOwner() ownerId: OwnerId, @Query() query: PageQuery): Promise<Page<'media', MediaView>> {
    const fixed = { media: ownerId };
    const found = await this.media.list(ownerId, pageRequest(query, fixed));
    return pageAnswer('media', await this.media.views(found.rows), found, { query, fixed });
  }

  @Post()
  @UseInterceptors(MediaUpload)
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiOperation({
    summary: 'Stores a picture, video, document or audio file to send',
    description:
      'At most 16 MB; the type is found from the bytes, not from the name. The same bytes of one owner are stored once and answer the same id.',
  })
  @ApiEnvelope(MediaView, { status: 201 })
  @ApiProblems(413, 415, 422)
  upload(@CurrentCaller() caller: Caller, @UploadedFile() file: UploadedMedia | undefined): Promise<MediaView> {
    return this.media.upload(caller.ownerId, file, caller);
  }

  @Get(':id')
  @SkipEnvelope()
  @ApiOperation({ summary: 'The bytes of one of your files, or of the installation’s' })
  @ApiMediaContent()
  @ApiProblems(404)
  async read(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam() id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.content.send(await this.media.read(mediaId(id), ownerId), request, response);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a file; refused with the places while messages send it' })
  @ApiEnvelope(MediaRemoved)
  @ApiProblems(404, 409, 412)
  async remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @Req() request: Request): Promise<MediaRemoved> {
    assertUnchanged(await this.media.owned(mediaId(id), caller.ownerId), request);
    await this.media.remove(mediaId(id), caller.ownerId, caller);
    return { id };
  }
}
