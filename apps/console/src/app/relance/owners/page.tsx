import { OwnersView } from '../../../features/owners/owners-view.tsx';

export default function OwnersPage() {
  return <OwnersView />;
}
