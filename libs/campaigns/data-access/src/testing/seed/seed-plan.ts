/** How much a seeded database holds. Deliveries follow from the targets: about three for each. */
export type SeedOptions = {
  readonly owners: number;
  readonly campaigns: number;
  readonly contacts: number;
  readonly targets: number;
  /** The first owner's part of everything: lists of a big owner are lists too. 0.02 where it is not given and owners are many. */
  readonly largestPart?: number;
  /** The instant that the data is true at: the newest of it is a few minutes older. */
  readonly now: Date;
  /** The same seed gives the same data at the same instant. */
  readonly seed: number;
};

/** The database that the console's budgets are measured on, but for its instant. */
export const standardSeed = { owners: 2_000, campaigns: 10_000, contacts: 500_000, targets: 1_000_000, seed: 1 };

/** One owner's part. Every owner has a default campaign, so there is at least one. */
export type OwnerShare = {
  readonly index: number;
  readonly campaigns: number;
  readonly contacts: number;
  readonly targets: number;
  /** The number of its first contact among all, so that no two owners share a phone. */
  readonly firstContact: number;
};

const LARGEST_PART = 0.02;
const MANY_OWNERS = 100;

/**
 * Divides everything among the owners; the parts add up to the whole.
 * @throws RangeError when there are fewer campaigns than owners, or more targets than contacts and campaigns allow
 */
export function sharesOf({
  owners,
  campaigns,
  contacts,
  targets,
  largestPart = owners < MANY_OWNERS ? 0 : LARGEST_PART,
}: SeedOptions): readonly OwnerShare[] {
  if (owners < 1) throw new RangeError('at least one owner');
  if (campaigns < owners)
    throw new RangeError(`each of ${owners} owners has a default campaign: --campaigns is too low`);
  if (contacts < owners) throw new RangeError(`each of ${owners} owners has a contact: --contacts is too low`);
  if (targets > contacts * 2) throw new RangeError('at most two targets for each contact: --targets is too high');
  const [ofCampaigns, ofContacts, ofTargets] = [campaigns, contacts, targets].map((total) =>
    divide(total, owners, Math.floor(total * largestPart)),
  );
  let firstContact = 0;
  return Array.from({ length: owners }, (_, index) => {
    const share = {
      index,
      campaigns: ofCampaigns?.[index] ?? 0,
      contacts: ofContacts?.[index] ?? 0,
      targets: ofTargets?.[index] ?? 0,
      firstContact,
    };
    firstContact += share.contacts;
    return share;
  });
}

function divide(total: number, owners: number, largest: number): number[] {
  const others = largest === 0 ? owners : owners - 1;
  const rest = total - largest;
  const parts = Array.from(
    { length: others },
    (_, at) => Math.floor(((at + 1) * rest) / others) - Math.floor((at * rest) / others),
  );
  return largest === 0 ? parts : [largest, ...parts];
}
