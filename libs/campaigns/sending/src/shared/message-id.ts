import { sha256 } from '@relance/campaigns-core';
import { messageIdFrom, messageIdSeed, type Target } from '@relance/campaigns-domain';

/** The id of one of the messages of a delivery of several parts: the first has the delivery's own. */
export const partIdOf = (waMessageId: string, part: number): string =>
  part === 0 ? waMessageId : messageIdFrom(sha256(`${waMessageId}|${part}`));

/** The id of the message of a target's present day and attempt: it follows from the target alone. */
export const messageIdOf = ({ id, currentDay, attempt }: Pick<Target, 'id' | 'currentDay' | 'attempt'>): string =>
  messageIdFrom(sha256(messageIdSeed({ targetId: id, day: currentDay, attempt })));
