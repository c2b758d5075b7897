import { INSTALLATION } from '@relance/campaigns-domain';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  SkipEnvelope,
  CurrentActor,
  IdParam,
  type Page,
  PageQuery,
  RequestId,
} from '@relance/platform';
import { Controller, Delete, Get, Post, Query, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import { assertUnchanged, MediaContent } from './media-content.ts';
import { ApiMediaContent, fileBody } from './media-openapi.ts';
import { mediaId } from './media.controller.ts';
import { MediaService, type UploadedMedia } from './media.service.ts';
import { MediaUpload } from './media-upload.interceptor.ts';
import { MediaRemoved, MediaView } from './media.view.ts';

@ApiTags('admin')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@Controller('admin/media')
export class AdminMediaController {
  constructor(
    private readonly media: MediaService,
    private readonly content: MediaContent,
  ) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'The installation’s files, newest first: every owner may send them' })
  @ApiPage('media', MediaView)
  async list(@Query() query: PageQuery): Promise<Page<'media', MediaView>> {
    const fixed = { media: INSTALLATION };
    const found = await this.media.list(INSTALLATION, pageRequest(query, fixed));
    return pageAnswer('media', await this.media.views(found.rows), found, { query, fixed });
  }

  @Post()
  @UseInterceptors(MediaUpload)
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiOperation({ summary: 'Stores a file for the installation’s messages' })
  @ApiEnvelope(MediaView, { status: 201 })
  @ApiProblems(413, 415, 422)
  upload(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @UploadedFile() file: UploadedMedia | undefined,
  ): Promise<MediaView> {
    return this.media.upload(INSTALLATION, file, { actor, requestId });
  }

  @Get(':id')
  @Audience('support')
  @SkipEnvelope()
  @ApiOperation({ summary: 'The bytes of any file, the installation’s or an owner’s' })
  @ApiMediaContent()
  @ApiProblems(404)
  async read(@IdParam() id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.content.send(await this.media.read(mediaId(id), null), request, response);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a file of the installation; refused with the places while messages send it' })
  @ApiEnvelope(MediaRemoved)
  @ApiProblems(404, 409, 412)
  async remove(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @Req() request: Request,
  ): Promise<MediaRemoved> {
    assertUnchanged(await this.media.owned(mediaId(id), INSTALLATION), request);
    await this.media.remove(mediaId(id), INSTALLATION, { actor, requestId });
    return { id };
  }
}
