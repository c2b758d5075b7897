import { CampaignRetention } from './retention/campaign-retention.ts';
import { MongoOwnerCounts } from './owners/owner-counts.ts';
import {
  ATTRIBUTE_READER,
  CAMPAIGN_STORE,
  CONTACT_STORE,
  EXPORT_STORE,
  IMPORT_FILE_STORE,
  MEDIA_STORE,
  OWNER_COUNTS,
  SETTINGS_STORE,
  TEMPLATE_STORE,
  TEST_MESSAGE_STORE,
} from '@relance/campaigns-domain';
import { type Provider } from '@nestjs/common';
import { type ModelDefinition } from '@nestjs/mongoose';
import { CampaignFeed } from './campaigns/campaign.feed.ts';
import { CAMPAIGN_MODEL, campaignSchema } from './campaigns/campaign.schema.ts';
import { MongoCampaignStore } from './campaigns/campaign.store.ts';
import { STATUS_COUNTS_MODEL, statusCountsSchema } from './campaigns/status-counts.ts';
import { MongoAttributeReader } from './contacts/attribute.reader.ts';
import { CONTACT_COUNTS_MODEL, contactCountsSchema } from './contacts/contact-counts.ts';
import {
  IMPORT_FILE_MODEL,
  IMPORT_REJECTED_MODEL,
  importFileSchema,
  importRejectedSchema,
  MongoImportFileStore,
} from './contacts/import-file.store.ts';
import { REMOVED_PERSON_MODEL, removedPersonSchema } from './contacts/people/removed-people.ts';
import { SUPPRESSION_MODEL, suppressionSchema } from './contacts/suppression.ts';
import { CONTACT_MODEL, contactSchema } from './contacts/contact.schema.ts';
import { MongoContactStore } from './contacts/contact.store.ts';
import { MongoExportStore } from './exports/export.store.ts';
import { MongoSettingsStore, SETTINGS_MODEL, settingsSchema } from './settings/settings.store.ts';
import { MEDIA_MODEL, mediaSchema } from './media/media.schema.ts';
import { MediaRetention } from './media/media-retention.ts';
import { GridFsMediaStore } from './media/media.store.ts';
import {
  MongoTestMessageStore,
  TEST_MESSAGE_MODEL,
  TEST_NUMBER_MODEL,
  testMessageSchema,
  testNumberSchema,
} from './test-messages/test-message.store.ts';
import { MongoTemplateStore, TEMPLATE_MODEL, templateSchema } from './templates/template.store.ts';

/** Collections of the campaign stores: their names and indexes. */
export const campaignSchemas: ModelDefinition[] = [
  { name: CAMPAIGN_MODEL, schema: campaignSchema },
  { name: STATUS_COUNTS_MODEL, schema: statusCountsSchema },
  { name: CONTACT_MODEL, schema: contactSchema },
  { name: CONTACT_COUNTS_MODEL, schema: contactCountsSchema },
  { name: IMPORT_FILE_MODEL, schema: importFileSchema },
  { name: IMPORT_REJECTED_MODEL, schema: importRejectedSchema },
  { name: SUPPRESSION_MODEL, schema: suppressionSchema },
  { name: REMOVED_PERSON_MODEL, schema: removedPersonSchema },
  { name: SETTINGS_MODEL, schema: settingsSchema },
  { name: TEMPLATE_MODEL, schema: templateSchema },
  { name: MEDIA_MODEL, schema: mediaSchema },
  { name: TEST_MESSAGE_MODEL, schema: testMessageSchema },
  { name: TEST_NUMBER_MODEL, schema: testNumberSchema },
];

/** The book's ports on MongoDB. */
export const campaignProviders: Provider[] = [
  { provide: CAMPAIGN_STORE, useClass: MongoCampaignStore },
  { provide: CONTACT_STORE, useClass: MongoContactStore },
  { provide: IMPORT_FILE_STORE, useClass: MongoImportFileStore },
  { provide: SETTINGS_STORE, useClass: MongoSettingsStore },
  { provide: TEMPLATE_STORE, useClass: MongoTemplateStore },
  { provide: MEDIA_STORE, useClass: GridFsMediaStore },
  { provide: ATTRIBUTE_READER, useClass: MongoAttributeReader },
  { provide: TEST_MESSAGE_STORE, useClass: MongoTestMessageStore },
  { provide: EXPORT_STORE, useClass: MongoExportStore },
  { provide: OWNER_COUNTS, useClass: MongoOwnerCounts },
  CampaignFeed,
  CampaignRetention,
  MediaRetention,
];

export const campaignTokens = [
  CAMPAIGN_STORE,
  CONTACT_STORE,
  EXPORT_STORE,
  IMPORT_FILE_STORE,
  OWNER_COUNTS,
  SETTINGS_STORE,
  TEMPLATE_STORE,
  MEDIA_STORE,
  ATTRIBUTE_READER,
  TEST_MESSAGE_STORE,
];
