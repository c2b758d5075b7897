import { campaignDetail } from './campaign-detail.ts';
import { campaigns } from './campaigns.ts';
import { dashboard } from './dashboard.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';

export const en = { ...shell, ...campaigns, ...campaignDetail, ...sessions, ...dashboard };
