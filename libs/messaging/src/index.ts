export {
  MESSENGER,
  type InboundMessage,
  type LidLearnt,
  type Messenger,
  type NumberLookup,
  type OutboundMedia,
  type OutboundMessage,
  type OutgoingRecord,
  type Receipt,
  type Sender,
  type SenderAvailability,
  type SenderStanding,
  type SendOutcome,
  type Unsubscribe,
} from './messenger.ts';
export { OWNER_SETTINGS_READER, type OwnerSettingsReader, type OwnerSendingFlags } from './owner-sending-flags.ts';
export {
  MAILER,
  type Mail,
  type MailAttachment,
  type Mailer,
  type MailOutcome,
  type MailProblemCode,
  mailProblemCodes,
} from './mailer.ts';
