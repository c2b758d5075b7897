import { CONTACT_STORE, type ContactQuery, type ContactStore, type ExportedContact } from '@relance/campaigns-domain';
import { ApiProblems, Audience, CsvAnswer, type CsvCell, CsvQuery, sendCsv } from '@relance/platform';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags, IntersectionType } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../shared/phone-access-log.ts';
import { ContactFilterQuery, contactQuery } from './contact-list.query.ts';
import { ContactPresenter } from './contact.presenter.ts';

class ContactExportQuery extends IntersectionType(ContactFilterQuery, CsvQuery) {}

const ATTRIBUTES_MAX = 200;

@ApiTags('contacts')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('contacts')
export class ContactExportController {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    private readonly presenter: ContactPresenter,
    private readonly phones: PhoneAccessLog,
  ) {}

  @Get('export.csv')
  @ApiOperation({ summary: 'Your contacts as a CSV file that an import takes back, with the filters of the list' })
  @CsvAnswer('One line a contact, the oldest first.')
  async export(
    @CurrentCaller() caller: Caller,
    @Query() query: ContactExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const which = contactQuery(caller.ownerId, query);
    await this.phones.note(caller, { through: 'export' });
    // The header comes first, so what attributes there are is asked before.
    const keys = await this.contacts.attributeKeys(which, ATTRIBUTES_MAX);
    await sendCsv(response, { name: 'contacts', columns: columnsOf(keys), batches: this.rows(which) }, query);
  }

  private async *rows(which: ContactQuery): AsyncGenerator<Row[]> {
    for await (const contacts of this.contacts.batches(which)) {
      const unknown = contacts.filter(({ isOptedOut }) => isOptedOut === null);
      const answers = await this.presenter.optedOut(unknown);
      const asked = new Map(unknown.map((contact, index) => [contact, answers[index] ?? false]));
      yield contacts.map((contact) => ({ contact, optedOut: contact.isOptedOut ?? asked.get(contact) ?? false }));
    }
  }
}

type Row = { readonly contact: ExportedContact; readonly optedOut: boolean };

/** Named as a file to be imported names them. */
const columnsOf = (attributes: readonly string[]): Record<string, (row: Row) => CsvCell> => ({
  phone: ({ contact }) => contact.phone,
  name: ({ contact }) => contact.name,
  email: ({ contact }) => contact.email,
  country: ({ contact }) => contact.country,
  language: ({ contact }) => contact.language,
  gender: ({ contact }) => contact.gender,
  birthDate: ({ contact }) => contact.birthDate,
  profession: ({ contact }) => contact.profession,
  registeredAt: ({ contact }) => contact.registeredAt,
  subscription: ({ contact }) => contact.subscription,
  tags: ({ contact }) => contact.tags.map((tag) => tag.replaceAll('|', '\\|')).join('|'),
  referrerName: ({ contact }) => contact.referrerName,
  'consent.source': ({ contact }) => contact.consent?.source,
  'consent.at': ({ contact }) => contact.consent?.at,
  ...Object.fromEntries(attributes.map((key) => [`attributes.${key}`, ({ contact }: Row) => contact.attributes[key]])),
  onWhatsApp: ({ contact }) => contact.onWhatsApp,
  optedOut: ({ optedOut }) => (optedOut ? 'yes' : 'no'),
  convertedAt: ({ contact }) => contact.convertedAt,
});
