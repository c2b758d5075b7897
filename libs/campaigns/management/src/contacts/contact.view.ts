import { maskPhone } from '@relance/kernel';
import { type Contact, genders, languages, subscriptions } from '@relance/campaigns-domain';
import { problemCodeText, problemParams } from './import/import.view.ts';
import { type PersonData } from './contact-privacy.ts';
import { ApiProperty } from '@nestjs/swagger';

export class ConsentView {
  @ApiProperty() source!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class ContactView {
  @ApiProperty() id!: string;
  @ApiProperty({ example: '+237690000001', description: 'E.164.' }) phone!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true }) country!: string | null;
  @ApiProperty({ enum: languages, nullable: true }) language!: 'fr' | 'en' | null;
  @ApiProperty({ enum: genders, nullable: true }) gender!: 'male' | 'female' | 'other' | null;
  @ApiProperty({ type: String, nullable: true, example: '1990-05-31' }) birthDate!: string | null;
  @ApiProperty({ type: String, nullable: true }) profession!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) registeredAt!: string | null;
  @ApiProperty({ enum: subscriptions }) subscription!: 'none' | 'subscribed';
  @ApiProperty({ type: [String] }) tags!: string[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) attributes!: Record<string, string>;
  @ApiProperty({ type: String, nullable: true }) referrerName!: string | null;
  @ApiProperty({ type: ConsentView, nullable: true }) consent!: ConsentView | null;
  @ApiProperty({ enum: ['unknown', 'yes', 'no'] }) onWhatsApp!: 'unknown' | 'yes' | 'no';
  @ApiProperty() optedOut!: boolean;
  @ApiProperty({
    description:
      'Whether a sequence of this owner runs for this contact now; see `samePerson` of its data for others about the person.',
  })
  inLiveSequence!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) convertedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the person last wrote.' })
  repliedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) archivedAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A contact as its owner sees it. */
export function contactView(contact: Contact, optedOut: boolean): ContactView {
  return {
    id: contact.id,
    phone: contact.phone,
    name: contact.name,
    email: contact.email,
    country: contact.country,
    language: contact.language,
    gender: contact.gender,
    birthDate: contact.birthDate,
    profession: contact.profession,
    registeredAt: instant(contact.registeredAt),
    subscription: contact.subscription,
    tags: [...contact.tags],
    attributes: { ...contact.attributes },
    referrerName: contact.referrerName,
    consent: contact.consent && { source: contact.consent.source, at: contact.consent.at.toISOString() },
    onWhatsApp: contact.onWhatsApp,
    optedOut,
    inLiveSequence: contact.isInLiveSequence,
    convertedAt: instant(contact.convertedAt),
    repliedAt: instant(contact.lastInboundAt),
    archivedAt: instant(contact.archivedAt),
    createdAt: contact.createdAt.toISOString(),
    updatedAt: contact.updatedAt.toISOString(),
  };
}

/** Field, problem and value of a row that was not saved. */
class Rejection {
  @ApiProperty() field!: string;
  @ApiProperty({ description: 'In English, in words that follow the field.' }) problem!: string;
  @ApiProperty({ ...problemCodeText, description: 'The kind of problem, to word it in another language.' })
  code!: string | null;
  @ApiProperty(problemParams) params!: Readonly<Record<string, string>>;
  @ApiProperty({ type: String, nullable: true, description: 'What stood there, shortened.' }) value!: string | null;
}

export class BulkRejection extends Rejection {
  @ApiProperty({ type: 'integer', description: 'Place in the list, from 0.' }) index!: number;
}

class SavedCounts {
  @ApiProperty({ type: 'integer' }) created!: number;
  @ApiProperty({ type: 'integer' }) updated!: number;
}

export class BulkAnswer extends SavedCounts {
  @ApiProperty({ type: 'integer', description: 'Rows whose phone stood in an earlier row.' }) merged!: number;
  @ApiProperty({ type: [BulkRejection] }) rejected!: BulkRejection[];
}

export class ConvertAnswer {
  @ApiProperty({ type: ContactView }) contact!: ContactView;
  @ApiProperty({ type: 'integer' }) exitedTargets!: number;
}

export class ContactRemoved {
  @ApiProperty() id!: string;
  @ApiProperty({ type: 'integer', description: 'Live sequences that ended with it.' }) exitedTargets!: number;
}

export class TagsAnswer {
  @ApiProperty({ type: 'integer' }) matched!: number;
  @ApiProperty({ type: 'integer', description: 'Contacts whose tags were changed.' }) updated!: number;
}

export class RevealedPhoneView {
  @ApiProperty() id!: string;
  @ApiProperty({ example: '+237690000001', description: 'E.164.' }) phone!: string;
}

export class ContactErased {
  @ApiProperty() id!: string;
  @ApiProperty({ type: 'integer', description: 'Live sequences that ended with it.' }) exitedTargets!: number;
}

class KnownAddresses {
  @ApiProperty({ type: String, nullable: true, description: 'The account that WhatsApp named for the phone.' })
  waPhone!: string | null;
  @ApiProperty({ type: String, nullable: true }) lid!: string | null;
  @ApiProperty({ type: [String] }) formerPhones!: string[];
}

class OptOutData {
  @ApiProperty({ enum: ['reply', 'admin', 'api'] }) source!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

class DeliveryData {
  @ApiProperty({ type: 'integer' }) day!: number;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'While texts are kept.' }) text!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deliveredAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt!: string | null;
}

class TargetData {
  @ApiProperty() campaignId!: string;
  @ApiProperty({ description: 'The contact for which the sequence was begun: this one, or one of `samePerson`.' })
  contactId!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ type: String, nullable: true }) exitReason!: string | null;
  @ApiProperty({ format: 'date-time' }) enrolledAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) exitedAt!: string | null;
  @ApiProperty({ type: [DeliveryData] }) deliveries!: DeliveryData[];
}

/** Another of the owner's contacts that WhatsApp says is the same account. */
class SamePersonView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ example: '+237…12' }) phoneMasked!: string;
  @ApiProperty({ description: 'Whether a sequence runs for it: then none begins for this contact.' })
  inLiveSequence!: boolean;
}

/** Everything that is kept about a person. */
export class ContactDataView {
  @ApiProperty({ type: ContactView }) contact!: ContactView;
  @ApiProperty({ type: KnownAddresses }) addresses!: KnownAddresses;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the person last wrote.' })
  lastInboundAt!: string | null;
  @ApiProperty({ type: [OptOutData] }) optOuts!: OptOutData[];
  @ApiProperty({ type: [SamePersonView] }) samePerson!: SamePersonView[];
  @ApiProperty({ type: [TargetData] }) targets!: TargetData[];
}

export const contactDataView = (
  view: ContactView,
  { contact, others, optOuts, targets }: PersonData,
): ContactDataView => ({
  contact: view,
  addresses: { waPhone: contact.waPhone, lid: contact.lid, formerPhones: [...contact.formerPhones] },
  lastInboundAt: instant(contact.lastInboundAt),
  optOuts: optOuts.map(({ source, at }) => ({ source, at: at.toISOString() })),
  samePerson: others.map(({ id, name, phone, isInLiveSequence }) => ({
    id,
    name,
    phoneMasked: maskPhone(phone),
    inLiveSequence: isInLiveSequence,
  })),
  targets: targets.map(({ target, deliveries }) => ({
    campaignId: target.campaignId,
    contactId: target.contactId,
    status: target.status,
    exitReason: target.exitReason,
    enrolledAt: target.enrolledAt.toISOString(),
    exitedAt: instant(target.exitedAt),
    deliveries: deliveries.map((delivery) => ({
      day: delivery.day,
      state: delivery.state,
      text: 'text' in delivery && typeof delivery.text === 'string' ? delivery.text : null,
      sentAt: instant(delivery.times.sentAt),
      deliveredAt: instant(delivery.times.deliveredAt),
      readAt: instant(delivery.times.readAt),
    })),
  })),
});
