import { type ExportedContact } from '@relance/campaigns-domain';
import { contactDefaults } from './contact.codec.ts';
import { type ContactDocument } from './contact.schema.ts';

/** What is read of a contact for a file. */
export const exportedFields = {
  phone: 1,
  waPhone: 1,
  lid: 1,
  name: 1,
  email: 1,
  country: 1,
  language: 1,
  gender: 1,
  birthDate: 1,
  profession: 1,
  registeredAt: 1,
  subscription: 1,
  tags: 1,
  attributes: 1,
  referrerName: 1,
  consent: 1,
  onWhatsApp: 1,
  convertedAt: 1,
  isOptedOut: 1,
} as const satisfies Record<keyof ExportedContact, 1>;

/** What an older version did not write reads as its default. */
export const toExportedContact = (stored: ContactDocument): ExportedContact => ({
  phone: stored.phone,
  waPhone: stored.waPhone ?? contactDefaults.waPhone,
  lid: stored.lid ?? contactDefaults.lid,
  name: stored.name ?? contactDefaults.name,
  email: stored.email ?? contactDefaults.email,
  country: stored.country ?? contactDefaults.country,
  language: stored.language ?? contactDefaults.language,
  gender: stored.gender ?? contactDefaults.gender,
  birthDate: stored.birthDate ?? contactDefaults.birthDate,
  profession: stored.profession ?? contactDefaults.profession,
  registeredAt: stored.registeredAt ?? contactDefaults.registeredAt,
  subscription: stored.subscription ?? contactDefaults.subscription,
  tags: stored.tags ?? contactDefaults.tags,
  attributes: stored.attributes ?? contactDefaults.attributes,
  referrerName: stored.referrerName ?? contactDefaults.referrerName,
  consent: stored.consent ?? contactDefaults.consent,
  onWhatsApp: stored.onWhatsApp ?? contactDefaults.onWhatsApp,
  convertedAt: stored.convertedAt ?? contactDefaults.convertedAt,
  isOptedOut: stored.isOptedOut ?? null,
});
