import { type OptOut } from '@relance/campaigns-domain';
import { type Filter } from 'mongodb';
import { Schema } from 'mongoose';

export const OPT_OUTS = 'opt_outs';
export const OPT_OUT_MODEL = 'OptOut';
/** `_id` is the address it was said from: one opt-out per person. `keys` holds all their addresses. */
export const optOutSchema = new Schema({ _id: String }, { collection: OPT_OUTS, strict: false, versionKey: false });
/** Who still waits for the confirmation that this owner's phone sends? */
optOutSchema.index({ ownerId: 1 }, { name: 'confirmation_due', partialFilterExpression: { confirmation: 'due' } });
/** Did the person with one of these addresses opt out? */
optOutSchema.index({ keys: 1 }, { name: 'keys' });
/** Who opted out last? */
optOutSchema.index({ at: -1, id: -1 }, { name: 'at_id' });
/** … by a reply, by an administrator? */
optOutSchema.index({ source: 1, at: -1, id: -1 }, { name: 'source_at_id' });
/** Whose contacts are looked at once more? */
optOutSchema.index({ flags: 1 }, { name: 'flags', sparse: true });
/** Whose number begins so, with its country's code or as it is dialled at home? */
optOutSchema.index({ searchKeys: 1 }, { name: 'search_keys' });
/** Which opt-out is meant? */
optOutSchema.index({ id: 1 }, { name: 'id' });

export type OptOutDocument = Omit<OptOut, 'phone' | 'keys'> & {
  readonly _id: string;
  readonly keys?: readonly string[];
  readonly id?: string;
  /** The digits by which it is found; none of an address that is no number. */
  readonly searchKeys?: readonly string[];
  /** The contacts with these addresses are looked at once more, `looked` for the last time; absent: that is done. */
  readonly flags?: 'due' | 'looked';
  /** Written by each transaction that rests on this opt-out, so that it conflicts with one that lifts it. */
  readonly looks?: number;
};

/** Opt-outs of one of these addresses or hashes. Documents of earlier versions have no `keys`: their id is the only address. */
export const naming = (keys: readonly string[]): Filter<OptOutDocument> => ({
  $or: [{ _id: { $in: [...keys] } }, { keys: { $in: [...keys] } }],
});
