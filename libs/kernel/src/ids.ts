/** Ids of different things are different types, so that an owner's id is never taken for a campaign's. */
declare const brand: unique symbol;
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The member's user id as the token names it: 1–64 of `[A-Za-z0-9_-]`. */
export type OwnerId = Branded<'OwnerId'>;
export type ContactId = Branded<'ContactId'>;
export type CampaignId = Branded<'CampaignId'>;
export type TargetId = Branded<'TargetId'>;
export type DeliveryId = Branded<'DeliveryId'>;
export type MediaId = Branded<'MediaId'>;

/** The form of an owner's id. */
export const ownerIdForm = /^[A-Za-z0-9_-]{1,64}$/;
export const isOwnerId = (text: string): text is OwnerId => ownerIdForm.test(text);
/** Ids of our own documents are 24 hexadecimal digits. */
export const isDocumentId = (text: string): boolean => /^[0-9a-f]{24}$/i.test(text);

/** For values whose form was checked before (a token's claim, a stored document). Throws on a malformed one. */
export function ownerId(text: string): OwnerId {
  if (!isOwnerId(text)) throw new TypeError('an owner id has 1 to 64 letters, digits, "_" or "-"');
  return text;
}

/** Brands a document id whose form was checked before. Throws on a malformed one. */
export function documentId<Name extends 'ContactId' | 'CampaignId' | 'TargetId' | 'DeliveryId' | 'MediaId'>(
  text: string,
): Branded<Name> {
  if (!isDocumentId(text)) throw new TypeError('a document id has 24 hexadecimal digits');
  return text.toLowerCase() as Branded<Name>;
}
