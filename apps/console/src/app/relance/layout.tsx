import { type ReactNode } from 'react';
import { AppFrame } from '../../features/frame/app-frame.tsx';
import { currentUser } from '../../server/current-user.ts';
import { sidebarCollapsed } from '../../server/preferences.ts';

export default async function RelanceLayout({ children }: { children: ReactNode }) {
  const [collapsed, user] = await Promise.all([sidebarCollapsed(), currentUser()]);
  return (
    <AppFrame collapsed={collapsed} isDemo={process.env.RELANCE_DEMO === 'true'} user={user}>
      {children}
    </AppFrame>
  );
}
