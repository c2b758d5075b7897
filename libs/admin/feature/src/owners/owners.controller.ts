import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ownerId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  OwnerIdParam,
  type Page,
  RequestLanguage,
} from '@relance/platform';
import { type Language } from '@relance/whatsapp-session-domain';
import { OwnerDetailView, OwnerListQuery, OwnerProfileView } from './owners.dto.ts';
import { OwnersService } from './owners.service.ts';

/** Every member, wherever they come from. */
@ApiTags('Admin owners')
@ApiBearerAuth()
@Audience('support')
@Controller('admin/owners')
export class OwnersController {
  constructor(private readonly owners: OwnersService) {}

  @Get()
  @ApiOperation({ summary: 'All owners with phone and numbers; by name, address, id or phone, and state of the phone' })
  @ApiPage('owners', OwnerProfileView)
  @ApiProblems(400, 401, 403)
  list(
    @Query() query: OwnerListQuery,
    @RequestLanguage() language: Language,
  ): Promise<Page<'owners', OwnerProfileView>> {
    return this.owners.page(query, language);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One owner: phone, numbers, settings, last campaigns' })
  @ApiEnvelope(OwnerDetailView)
  @ApiProblems(400, 401, 403, 404)
  read(@OwnerIdParam('id') id: string, @RequestLanguage() language: Language): Promise<OwnerDetailView> {
    return this.owners.one(ownerId(id), language);
  }
}
