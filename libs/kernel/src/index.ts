export { asciiDigits } from './ascii-digits.ts';
export { assertNever } from './assert-never.ts';
export { asItIs, changesOf, type FieldChanges, type ShownFields, shownOf } from './changes.ts';
export { type Clock } from './clock.ts';
export { DomainError, type FieldProblem, type RefusalKind } from './domain-error.ts';
export { foldLabel, foldText, labelSpellings } from './fold-text.ts';
export { documentId, isDocumentId, isOwnerId, ownerId, ownerIdForm } from './ids.ts';
export type { Branded, CampaignId, ContactId, DeliveryId, MediaId, OwnerId, TargetId } from './ids.ts';
export { earlierOf, laterOf } from './instants.ts';
export { maskPhone } from './mask-phone.ts';
export { maskText } from './mask-text.ts';
export {
  type CodedProblem,
  problem,
  type ProblemCode,
  problemCodes,
  type ProblemKey,
  type ProblemParams,
  type ValueProblem,
} from './problem.ts';
export { err, ok, type Result } from './result.ts';
export { seededRng, type Rng } from './rng.ts';
export { phoneBeginnings, plainSpellings, searchBeginnings, searchedDigits, searchedSpellings } from './search-text.ts';
export { type Transaction } from './transaction.ts';
export * from './time-slice.ts';
export { isVisible, visibleCharacter } from './visible-text.ts';
