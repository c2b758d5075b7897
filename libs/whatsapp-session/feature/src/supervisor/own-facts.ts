import { type CloseFacts } from '@relance/whatsapp-session-domain';

const PLAIN: CloseFacts = {
  code: null,
  message: '',
  phase: 'open',
  socketError: null,
  paired: true,
  newLogin: false,
  requested: false,
  upgradeRefused: false,
  ownFault: false,
  restrictedUntil: null,
};

/** An open connection that answers nothing any more, whether its socket knows it or not. */
export const SILENT: CloseFacts = { ...PLAIN, code: 408, message: 'The connection did not answer' };

/** We end it ourselves: the number is linked by another owner. */
export const NUMBER_REFUSED: CloseFacts = { ...PLAIN, code: 409, message: 'NUMBER_LINKED_ELSEWHERE' };

/** An attempt that did not come as far as a socket, because our storage failed. */
export const couldNotOpen = (paired: boolean): CloseFacts => ({
  ...PLAIN,
  message: 'Our storage failed',
  phase: 'connecting',
  paired,
  ownFault: true,
});
