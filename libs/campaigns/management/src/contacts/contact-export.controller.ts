import { type Contact, CONTACT_STORE, type ContactQuery, type ContactStore } from '@relance/campaigns-domain';
import { ApiProblems, Audience, CsvAnswer, type CsvCell, CsvQuery, sendCsv } from '@relance/platform';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags, IntersectionType } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../shared/phone-access-log.ts';
import { ContactFilterQuery, contactQuery } from './contact-list.query.ts';
import { ContactPresenter } from './contact.presenter.ts';
import { type ContactView } from './contact.view.ts';

class ContactExportQuery extends IntersectionType(ContactFilterQuery, CsvQuery) {}

const ROWS_A_TURN = 200;
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
  @ApiOperation({ summary: 'Own contacts as a CSV file that an import takes back; the filters of the list' })
  @CsvAnswer('One line a contact, the oldest first.')
  async export(
    @CurrentCaller() caller: Caller,
    @Query() query: ContactExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const which = contactQuery(caller.ownerId, query);
    await this.phones.note(caller, { through: 'export' });
    const keys = await this.attributeKeys(which);
    await sendCsv(response, { name: 'contacts', columns: columnsOf(keys), rows: this.rows(which) }, query);
  }

  /** The header comes first, so what attributes there are is asked before. */
  private async attributeKeys(which: ContactQuery): Promise<string[]> {
    const keys = new Set<string>();
    for await (const { attributes } of this.contacts.stream(which)) {
      for (const key of Object.keys(attributes)) if (keys.size < ATTRIBUTES_MAX) keys.add(key);
    }
    return [...keys].sort();
  }

  private async *rows(which: ContactQuery): AsyncGenerator<ContactView> {
    let batch: Contact[] = [];
    for await (const contact of this.contacts.stream(which)) {
      batch.push(contact);
      if (batch.length < ROWS_A_TURN) continue;
      yield* await this.presenter.views(batch);
      batch = [];
    }
    yield* await this.presenter.views(batch);
  }
}

/** Named as a file to be imported names them. */
const columnsOf = (attributes: readonly string[]): Record<string, (contact: ContactView) => CsvCell> => ({
  phone: ({ phone }) => phone,
  name: ({ name }) => name,
  email: ({ email }) => email,
  country: ({ country }) => country,
  language: ({ language }) => language,
  gender: ({ gender }) => gender,
  birthDate: ({ birthDate }) => birthDate,
  profession: ({ profession }) => profession,
  registeredAt: ({ registeredAt }) => registeredAt,
  subscription: ({ subscription }) => subscription,
  tags: ({ tags }) => tags.map((tag) => tag.replaceAll('|', '\\|')).join('|'),
  referrerName: ({ referrerName }) => referrerName,
  'consent.source': ({ consent }) => consent?.source,
  'consent.at': ({ consent }) => consent?.at,
  ...Object.fromEntries(
    attributes.map((key) => [`attributes.${key}`, ({ attributes: values }: ContactView) => values[key]]),
  ),
  onWhatsApp: ({ onWhatsApp }) => onWhatsApp,
  optedOut: ({ optedOut }) => (optedOut ? 'yes' : 'no'),
  convertedAt: ({ convertedAt }) => convertedAt,
});
