import { access } from './access.ts';
import { administration } from './administration.ts';
import { campaignDetail } from './campaign-detail.ts';
import { campaigns } from './campaigns.ts';
import { contacts } from './contacts.ts';
import { dashboard } from './dashboard.ts';
import { kit } from './kit.ts';
import { ownerSpace } from './owner-space.ts';
import { refusals } from './refusals.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';
import { wizard } from './wizard.ts';

export const en = {
  ...shell,
  ...access,
  ...administration,
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
