export {
  MESSENGER,
  type InboundMessage,
  type Messenger,
  type NumberLookup,
  type OutboundMessage,
  type Receipt,
  type Sender,
  type SenderAvailability,
  type SendOutcome,
  type Unsubscribe,
} from './messenger.ts';
export { OWNER_SWITCHBOARD, type OwnerSwitchboard, type OwnerSwitches } from './owner-switches.ts';
export { MAILER, type Mail, type MailAttachment, type Mailer, type MailOutcome } from './mailer.ts';
