import { type LedgerEntry } from '../ledger/ledger.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { type Person } from '../people/person.ts';
import { type Ciphertext } from '../signal/signal-device.ts';

/** A message on its way from a client to one device of a contact. */
export interface Delivery {
  readonly account: Account;
  readonly companion: Companion;
  readonly person: Person;
  readonly device: number;
  readonly ciphertext: Ciphertext;
  readonly entry: LedgerEntry;
}
