import { CONTACT_STORE, contactLimits, type ContactStore } from '@relance/campaigns-domain';
import { type ContactId, documentId, type OwnerId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentOwner,
  IdParam,
  type Page,
  validationFailed,
} from '@relance/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Patch,
  Post,
  Query,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import { BulkContactsBody, ContactBody, ContactPatchBody, ConvertBody } from './contact.dto.ts';
import { ContactListQuery, contactQuery } from './contact-list.query.ts';
import { ContactPresenter } from './contact-presenter.ts';
import { BulkAnswer, ContactRemoved, ContactView, ConvertAnswer, ImportAnswer } from './contact.view.ts';
import { type Conversion, ConvertContact } from './convert-contact.ts';
import { KeepContacts } from './keep-contacts.ts';
import { readCsv } from './read-csv.ts';
import { SaveContactRows } from './save-contact-rows.ts';

const CSV_BYTES_MAX = 10 * 1024 * 1024;
const contactId = (id: string): ContactId => documentId<'ContactId'>(id);

@ApiTags('contacts')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('contacts')
export class ContactsController {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    private readonly keepContacts: KeepContacts,
    private readonly saveRows: SaveContactRows,
    private readonly convertContact: ConvertContact,
    private readonly presenter: ContactPresenter,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Own contacts, newest first' })
  @ApiPage('contacts', ContactView)
  async list(
    @CurrentOwner() ownerId: OwnerId,
    @Query() query: ContactListQuery,
  ): Promise<Page<'contacts', ContactView>> {
    const fixed = contactQuery(ownerId, query);
    const found = await this.contacts.list(fixed, pageRequest(query, fixed));
    return pageAnswer('contacts', await this.presenter.views(found.rows), found, { query, fixed });
  }

  @Post()
  @ApiOperation({ summary: 'Adds a contact; a known phone is refused with its id' })
  @ApiEnvelope(ContactView, { status: 201 })
  @ApiProblems(409)
  async create(@CurrentOwner() ownerId: OwnerId, @Body() body: ContactBody): Promise<ContactView> {
    return this.presenter.view(await this.keepContacts.create(ownerId, body));
  }

  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({ summary: `Adds up to ${contactLimits.bulk} contacts; bad rows are reported` })
  @ApiEnvelope(BulkAnswer)
  async bulk(@CurrentOwner() ownerId: OwnerId, @Body() body: BulkContactsBody): Promise<BulkAnswer> {
    const rows = body.contacts.map((value, place) => ({ place, value }));
    const { rejected, ...counts } = await this.saveRows.run(ownerId, rows, { upsert: body.upsert ?? false });
    return { ...counts, rejected: rejected.map(({ place, ...rest }) => ({ index: place, ...rest })) };
  }

  @Post('import')
  @HttpCode(200)
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: CSV_BYTES_MAX, files: 1 } }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @ApiOperation({ summary: 'Adds and updates contacts from a CSV file with a header row' })
  @ApiEnvelope(ImportAnswer)
  @ApiProblems(413, 422)
  async import(
    @CurrentOwner() ownerId: OwnerId,
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
  ): Promise<ImportAnswer> {
    if (!file) throw validationFailed([{ field: 'file', problem: 'must be a CSV file, sent as multipart/form-data' }]);
    const { rejected, ...counts } = await this.saveRows.run(ownerId, readCsv(file.buffer), { upsert: true });
    return { ...counts, rejected: rejected.map(({ place, ...rest }) => ({ row: place, ...rest })) };
  }

  @Post('convert')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person with this phone paid: live sequences end' })
  @ApiEnvelope(ConvertAnswer)
  @ApiProblems(404)
  async convertByPhone(@CurrentOwner() ownerId: OwnerId, @Body() body: ConvertBody): Promise<ConvertAnswer> {
    return this.converted(await this.convertContact.byPhone(ownerId, body.phone));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One contact' })
  @ApiEnvelope(ContactView)
  @ApiProblems(404)
  async read(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<ContactView> {
    return this.presenter.view(await this.keepContacts.read(ownerId, contactId(id)));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes any part of a contact; null empties a field' })
  @ApiEnvelope(ContactView)
  @ApiProblems(404, 409)
  async change(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam() id: string,
    @Body() body: ContactPatchBody,
  ): Promise<ContactView> {
    return this.presenter.view(await this.keepContacts.change(ownerId, contactId(id), body));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a contact; live sequences end' })
  @ApiEnvelope(ContactRemoved)
  @ApiProblems(404)
  remove(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<ContactRemoved> {
    return this.keepContacts.remove(ownerId, contactId(id));
  }

  @Post(':id/convert')
  @HttpCode(200)
  @ApiOperation({ summary: 'The contact paid: live sequences end' })
  @ApiEnvelope(ConvertAnswer)
  @ApiProblems(404)
  async convert(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<ConvertAnswer> {
    return this.converted(await this.convertContact.byId(ownerId, contactId(id)));
  }

  private async converted({ contact, exitedTargets }: Conversion): Promise<ConvertAnswer> {
    return { contact: await this.presenter.view(contact), exitedTargets };
  }
}
