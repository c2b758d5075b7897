export { startSimulator, type Simulator } from './simulator.ts';
export { type SimulatorOptions } from './options.ts';
export { type ContactView } from './control/commands.ts';
export { type Orders } from './control/orders.ts';
export { type AccountState, type SimulatorState } from './control/state.ts';
export { type Duplicates, type LedgerEntry, type MediaFact } from './ledger/ledger.ts';
export { type AutoReply, type ContactSettings } from './people/contact-settings.ts';
export { type InboxMessage } from './people/person.ts';
export { SimulatorProblem } from './server/problem.ts';
