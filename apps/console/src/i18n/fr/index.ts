import { access } from './access.ts';
import { audit } from './audit.ts';
import { bulk } from './bulk.ts';
import { campaignDetail } from './campaign-detail.ts';
import { campaigns } from './campaigns.ts';
import { contacts } from './contacts.ts';
import { dashboard } from './dashboard.ts';
import { firstSteps } from './first-steps.ts';
import { installation } from './installation.ts';
import { kit } from './kit.ts';
import { optOuts } from './opt-outs.ts';
import { ownerSpace } from './owner-space.ts';
import { owners } from './owners.ts';
import { problems } from './problems.ts';
import { profile } from './profile.ts';
import { refusals } from './refusals.ts';
import { reports } from './reports.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';
import { webhooks } from './webhooks.ts';
import { wizard } from './wizard.ts';
import { type Dictionary } from '../translate.ts';

export const fr: Dictionary = {
  ...shell,
  ...access,
  ...users,
  ...tokens,
  ...webhooks,
  ...problems,
  ...profile,
  ...installation,
  ...owners,
  ...optOuts,
  ...audit,
  ...reports,
  ...bulk,
  ...firstSteps,
  ...kit,
  ...ownerSpace,
  ...contacts,
  ...wizard,
  ...refusals,
  ...campaigns,
  ...campaignDetail,
  ...sessions,
  ...dashboard,
};
