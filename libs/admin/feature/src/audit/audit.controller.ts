import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPage, ApiProblems, Audience, type Page } from '@relance/platform';
import { dayRange } from '../calendar-days.ts';
import { AuditEntryView, AuditQueryDto } from './audit.dto.ts';
import { ReadAudit } from './read-audit.ts';

/** Who did what, when and why. */
@ApiTags('Admin audit')
@ApiBearerAuth()
@Audience('support')
@Controller('admin/audit')
export class AuditController {
  constructor(private readonly audit: ReadAudit) {}

  @Get()
  @ApiOperation({ summary: 'All actions of owners and admins, newest first' })
  @ApiPage('entries', AuditEntryView)
  @ApiProblems(400, 401, 403)
  list(@Query() query: AuditQueryDto): Promise<Page<'entries', AuditEntryView>> {
    const { action, actorId, userId: ownerId, entityType, entityId, from, to } = query;
    return this.audit.page({ action, actorId, ownerId, entityType, entityId, ...dayRange(from, to) }, query);
  }
}
