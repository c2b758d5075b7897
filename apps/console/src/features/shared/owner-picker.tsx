'use client';

import { Skeleton } from '@relance/console-ui';
import { whenShown } from './when-shown.tsx';

/** Finds an owner by the start of name, e-mail or id. */
export const OwnerPicker = whenShown(
  () => import('./owner-combobox.tsx').then(({ OwnerCombobox }) => OwnerCombobox),
  <Skeleton className="h-9 w-full max-md:h-11 md:w-56" />,
);
