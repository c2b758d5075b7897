/**
 * A worker that dies: sends an owner's due messages until a fault point kills it, and notes in a file, before WhatsApp's answer
 * is known, every message that left. Arguments: database, owner, file, milliseconds
 * that results wait (long ones keep the kill away from an open transaction, whose locks would outlive the worker).
 */
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { ownerId } from '@relance/kernel';
import { startEngineTestEnv } from './engine.test-env.ts';

const [uri = '', owner = '', ledger = '', flushMs = '5'] = process.argv.slice(2);
const env = await startEngineTestEnv({ flushMs: Number(flushMs) }, uri);
env.messenger.script = ({ phone, waMessageId }) => {
  appendFileSync(ledger, `${phone} ${waMessageId}\n`);
  return { kind: 'accepted', at: new Date() };
};
await env.messenger.link(ownerId(owner), { leaseToken: 1 });
// The fault point ends this; if it is never passed, the parent does.
setInterval(() => undefined, 60_000);
