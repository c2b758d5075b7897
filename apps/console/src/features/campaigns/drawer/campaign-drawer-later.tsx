'use client';

import { whenShown } from '../../shared/when-shown.tsx';

const part = () => import('./campaign-drawer.tsx').then(({ CampaignDrawer }) => CampaignDrawer);

/** The drawer has its own script: the list behind it does not wait for it. Asked for as soon as the page is there. */
export const CampaignDrawerLater = whenShown(part);

if (typeof window !== 'undefined') void part().catch(() => undefined); // shown or not, `whenShown` asks again
