import { CONTACT_STORE, contactLimits, type ContactStore } from '@relance/campaigns-domain';
import { type ContactId, documentId } from '@relance/kernel';
import { ApiEnvelope, ApiPage, ApiProblems, Audience, IdParam, type Page } from '@relance/platform';
import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Audited, type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../shared/phone-access-log.ts';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import {
  BulkContactsBody,
  ContactBody,
  ContactPatchBody,
  ConvertBody,
  OptionalReasonBody,
  ReasonBody,
  TagsBody,
} from './contact.dto.ts';
import { tagsShown } from './contact-audit.ts';
import { ContactListQuery, contactQuery } from './contact-list.query.ts';
import { ContactPresenter } from './contact.presenter.ts';
import {
  BulkAnswer,
  ContactDataView,
  contactDataView,
  ContactErased,
  RevealedPhoneView,
  ContactRemoved,
  ContactView,
  ConvertAnswer,
  TagsAnswer,
} from './contact.view.ts';
import { ContactPrivacy } from './contact-privacy.ts';
import { type Conversion, ConvertContact } from './convert-contact.ts';
import { ContactService } from './contact.service.ts';
import { type RawRow, SaveContactRows, type SavedRows } from './import/save-contact-rows.ts';

const contactId = (id: string): ContactId => documentId<'ContactId'>(id);

@ApiTags('contacts')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('contacts')
export class ContactsController {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    private readonly keepContacts: ContactService,
    private readonly saveRows: SaveContactRows,
    private readonly convertContact: ConvertContact,
    private readonly privacy: ContactPrivacy,
    private readonly presenter: ContactPresenter,
    private readonly audited: Audited,
    private readonly phones: PhoneAccessLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your contacts, newest first' })
  @ApiPage('contacts', ContactView)
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ContactListQuery,
  ): Promise<Page<'contacts', ContactView>> {
    const fixed = contactQuery(caller.ownerId, query);
    const found = await this.contacts.list(fixed, pageRequest(query, fixed));
    await this.phones.note(caller, { through: 'list' });
    return pageAnswer('contacts', await this.presenter.views(found.rows), found, { query, fixed });
  }

  @Post()
  @ApiOperation({ summary: 'Adds a contact; a known phone is refused with its id' })
  @ApiEnvelope(ContactView, { status: 201 })
  @ApiProblems(409)
  async create(@CurrentCaller() caller: Caller, @Body() body: ContactBody): Promise<ContactView> {
    return this.presenter.view(await this.keepContacts.create(caller, body));
  }

  @Put('by-phone')
  @Audience('user', 'service')
  @ApiOperation({
    summary: 'Adds the contact with this phone (201), or changes the given fields of the existing one (200)',
    description: 'For servers that keep people up to date without knowing the ids here. Safe to repeat.',
  })
  @ApiEnvelope(ContactView)
  @ApiEnvelope(ContactView, { status: 201 })
  @ApiProblems(409)
  async saveByPhone(
    @CurrentCaller() caller: Caller,
    @Body() body: ContactBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ContactView> {
    const { contact, isNew } = await this.keepContacts.saveByPhone(caller, body);
    if (isNew) response.status(201);
    return this.presenter.view(contact);
  }

  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({ summary: `Adds up to ${contactLimits.bulk} contacts; bad rows are reported` })
  @ApiEnvelope(BulkAnswer)
  async bulk(@CurrentCaller() caller: Caller, @Body() body: BulkContactsBody): Promise<BulkAnswer> {
    const rows = body.contacts.map((value, place) => ({ place, value }));
    const { rejected, ...counts } = await this.save(caller, 'bulk', rows, body.upsert ?? false);
    return {
      ...counts,
      rejected: rejected.map(({ place: index, field, problem, value, code = null, params = {} }) => ({
        index,
        field,
        problem,
        code,
        params,
        value,
      })),
    };
  }

  @Post('tags')
  @HttpCode(200)
  @ApiOperation({ summary: 'Adds and takes away tags of many contacts, by ids or by the filters of the list' })
  @ApiEnvelope(TagsAnswer)
  async tags(@CurrentCaller() caller: Caller, @Body() body: TagsBody): Promise<TagsAnswer> {
    const answer = await this.keepContacts.changeTags(caller.ownerId, body);
    const { matched, updated } = answer;
    await this.note(caller, 'tags', null, { after: { ...tagsShown(body), matched, updated } });
    return answer;
  }

  @Post('convert')
  @Audience('user', 'service')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person with this phone paid: live sequences end' })
  @ApiEnvelope(ConvertAnswer)
  @ApiProblems(404)
  async convertByPhone(@CurrentCaller() caller: Caller, @Body() body: ConvertBody): Promise<ConvertAnswer> {
    return this.converted(caller, await this.convertContact.byPhone(caller.ownerId, body.phone));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One contact' })
  @ApiEnvelope(ContactView)
  @ApiProblems(404)
  async read(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<ContactView> {
    const contact = await this.keepContacts.read(caller.ownerId, contactId(id));
    await this.phones.note(caller, { through: 'contact', entity: { type: 'contact', id, name: null } });
    return this.presenter.view(contact);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes any part of a contact; null empties a field' })
  @ApiEnvelope(ContactView)
  @ApiProblems(404, 409)
  async change(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: ContactPatchBody,
  ): Promise<ContactView> {
    return this.presenter.view(await this.keepContacts.change(caller, contactId(id), body));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a contact; live sequences end' })
  @ApiEnvelope(ContactRemoved)
  @ApiProblems(404)
  async remove(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<ContactRemoved> {
    const removed = await this.keepContacts.remove(caller.ownerId, contactId(id));
    await this.note(caller, 'delete', id, { before: { liveTargets: removed.exitedTargets } });
    return removed;
  }

  @Post(':id/convert')
  @HttpCode(200)
  @ApiOperation({ summary: 'The contact paid: live sequences end' })
  @ApiEnvelope(ConvertAnswer)
  @ApiProblems(404)
  async convert(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<ConvertAnswer> {
    return this.converted(caller, await this.convertContact.byId(caller.ownerId, contactId(id)));
  }

  @Post(':id/opt-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person asked to be left alone: live sequences end, nobody writes again' })
  @ApiEnvelope(ContactView)
  @ApiProblems(404)
  async optOut(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { reason }: OptionalReasonBody,
  ): Promise<ContactView> {
    return this.presenter.view(await this.privacy.optOut(caller, contactId(id), reason ?? null));
  }

  @Post(':id/opt-in')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The person asked to be written to again; why is kept in the audit',
    description:
      'Lifts the opt-out for every owner, so an owner may lift what was said to them alone. What an administrator entered, or what ' +
      'was said to another owner too, is refused with 409 `OPT_OUT_HELD` (`details.heldBy`: `admin`, `another_owner`); an ' +
      'administrator can lift it.',
  })
  @ApiEnvelope(ContactView)
  @ApiProblems(404, 409)
  async optIn(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<ContactView> {
    return this.presenter.view(await this.privacy.optIn(caller, contactId(id), reason));
  }

  @Post(':id/erase')
  @HttpCode(200)
  @ApiOperation({ summary: 'Removes a person for good; a salted hash keeps the number from being taken in again' })
  @ApiEnvelope(ContactErased)
  @ApiProblems(404)
  async erase(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<ContactErased> {
    return { id, exitedTargets: await this.privacy.erase(caller, contactId(id), reason) };
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The whole phone number, where a page shows it masked',
    description: 'A POST because it leaves a trace: who looked is in the audit as `contact.phone_revealed`.',
  })
  @ApiEnvelope(RevealedPhoneView)
  @ApiProblems(404)
  async reveal(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<RevealedPhoneView> {
    return { id, phone: await this.privacy.revealPhone(caller, contactId(id)) };
  }

  @Get(':id/data')
  @ApiOperation({ summary: 'All data that is kept about a person' })
  @ApiEnvelope(ContactDataView)
  @ApiProblems(404)
  async data(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<ContactDataView> {
    const found = await this.privacy.data(caller.ownerId, contactId(id));
    await this.phones.note(caller, { through: 'data', entity: { type: 'contact', id, name: null } });
    return contactDataView(await this.presenter.view(found.contact), found);
  }

  private async converted(caller: Caller, { contact, exitedTargets }: Conversion): Promise<ConvertAnswer> {
    await this.note(caller, 'convert', contact.id, { after: { exitedTargets } });
    return { contact: await this.presenter.view(contact), exitedTargets };
  }

  private async save(caller: Caller, action: 'bulk', rows: readonly RawRow[], upsert: boolean): Promise<SavedRows> {
    const saved = await this.saveRows.run(caller.ownerId, rows, { upsert });
    const { created, updated, rejected } = saved;
    await this.note(caller, action, null, { after: { created, updated, rejected: rejected.length } });
    return saved;
  }

  /** Ids and numbers only: who the people are is nobody's business but the owner's. */
  private note(caller: Caller, action: string, id: string | null, change: Change): Promise<void> {
    const entity = id ? { type: 'contact', id, name: null } : { type: 'contacts', id: caller.ownerId, name: null };
    return this.audited.note(caller, { action: `contact.${action}`, ownerId: caller.ownerId, entity, ...change });
  }
}

/** What was there before (null: it was made), and what is there after (null: it was removed). */
type Change = { readonly before?: Record<string, unknown>; readonly after?: Record<string, unknown> };
