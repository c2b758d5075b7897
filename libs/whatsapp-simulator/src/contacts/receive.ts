import { keepFile } from '../media/seen-file.ts';
import { remoteName } from '../phone/own-phone.ts';
import { type World } from '../server/world.ts';
import { readContent } from './content.ts';
import { type Delivery } from './delivery.ts';
import { askAgain, tellDelivered } from './receipts.ts';
import { answerByItself } from './reply.ts';

/** The device decrypts and shows the message, or asks for it again. Receipts and answers follow by themselves. */
export function receiveAtContact(world: World, delivery: Delivery): void {
  const { person, device, entry } = delivery;
  const fail = (error: string) => {
    entry.devices.push({ device, decrypted: false, error });
    askAgain(world, delivery);
  };
  if (person.failingDecrypts > 0) {
    person.failingDecrypts -= 1;
    return fail('told not to decrypt this message');
  }
  let plaintext: Buffer;
  try {
    plaintext = person.device(device).decrypt(remoteName(delivery.account, delivery.companion), delivery.ciphertext);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  entry.devices.push({ device, decrypted: true, error: undefined });
  show(world, delivery, plaintext);
}

function show(world: World, delivery: Delivery, plaintext: Buffer): void {
  const { person, entry, account } = delivery;
  const { text, attachment } = readContent(plaintext);
  entry.text ??= text;
  if (attachment) entry.media ??= world.media.inspect(attachment);
  const file = attachment && keepFile(world, person, entry, attachment);
  const message = { id: entry.id, from: account.phone, text, media: attachment?.kind, file, shownAt: new Date() };
  const isNew = person.show(message);
  if (isNew) entry.shown = true;
  // Only the phone answers: the person's other devices show the same message.
  if (delivery.device !== 0 && !isNew) return;
  tellDelivered(world, delivery);
  if (isNew) answerByItself(world, person, account, text ?? '');
}
