import { DashboardView } from '../../../features/dashboard/dashboard-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('dashboard.title');

export default function DashboardPage() {
  return <DashboardView />;
}
