'use client';

import { whenShown } from './when-shown.tsx';

/** One decision: what will happen, why where a reason is kept, and a verb on the button. */
export const ConfirmDialog = whenShown(() => import('./confirm-form.tsx').then(({ ConfirmForm }) => ConfirmForm));
