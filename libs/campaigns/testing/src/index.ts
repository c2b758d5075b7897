export { ScriptedMessenger, type SentMessage } from './scripted-messenger.ts';
export { type Asked, commandLog } from './command-log.ts';
export { accepted, engineTestEnv } from './engine.test-hooks.ts';
export {
  aCampaignFor,
  anOwner,
  aPhone,
  DAY_MS,
  type EngineTestEnv,
  eventually,
  startEngineTestEnv,
  unpaced,
} from './engine.test-env.ts';
export { aDraft, type Client, problems, read, withContacts } from './steps.ts';
export { openTestApp, type TestApp } from './test-app.ts';
