import { type ExportedContact, emptyContactFields, nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
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
} as const satisfies Record<keyof ExportedContact, 1>;

/** What an older version did not write reads as its default. */
export const toExportedContact = (stored: ContactDocument): ExportedContact => ({
  phone: stored.phone,
  waPhone: stored.waPhone ?? null,
  lid: stored.lid ?? null,
  name: stored.name ?? null,
  email: stored.email ?? null,
  country: stored.country ?? null,
  language: stored.language ?? null,
  gender: stored.gender ?? null,
  birthDate: stored.birthDate ?? null,
  profession: stored.profession ?? null,
  registeredAt: stored.registeredAt ?? null,
  subscription: stored.subscription ?? emptyContactFields.subscription,
  tags: stored.tags ?? emptyContactFields.tags,
  attributes: stored.attributes ?? emptyContactFields.attributes,
  referrerName: stored.referrerName ?? null,
  consent: stored.consent ?? null,
  onWhatsApp: stored.onWhatsApp ?? nothingKnownOfWhatsApp.onWhatsApp,
  convertedAt: stored.convertedAt ?? null,
});
