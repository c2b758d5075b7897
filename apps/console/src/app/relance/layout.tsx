import { type ReactNode } from 'react';
import { AppFrame } from '../../features/frame/app-frame.tsx';
import { sidebarCollapsed } from '../../server/preferences.ts';

export default async function RelanceLayout({ children }: { children: ReactNode }) {
  return <AppFrame collapsed={await sidebarCollapsed()}>{children}</AppFrame>;
}
