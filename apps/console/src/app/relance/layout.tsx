import { type ReactNode } from 'react';
import { AppFrame } from '../../features/frame/app-frame.tsx';
import { railCollapsed } from '../../server/preferences.ts';

export default async function RelanceLayout({ children }: { children: ReactNode }) {
  return <AppFrame collapsed={await railCollapsed()}>{children}</AppFrame>;
}
