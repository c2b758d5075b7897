import { OwnerDetail } from '../../../../features/owners/owner-detail.tsx';

export default async function OwnerPage({ params }: { params: Promise<{ ownerId: string }> }) {
  return <OwnerDetail ownerId={decodeURIComponent((await params).ownerId)} />;
}
