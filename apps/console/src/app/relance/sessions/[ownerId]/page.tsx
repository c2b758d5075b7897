import { SessionDrawer } from '../../../../features/sessions/session-drawer.tsx';

export default async function SessionPage({ params }: { params: Promise<{ ownerId: string }> }) {
  return <SessionDrawer ownerId={decodeURIComponent((await params).ownerId)} />;
}
