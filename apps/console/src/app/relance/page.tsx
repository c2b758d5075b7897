import { redirect } from 'next/navigation';

export default function Relance(): never {
  redirect('/relance/campaigns');
}
