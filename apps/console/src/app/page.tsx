import { redirect } from 'next/navigation';
import { startPageOf } from '../features/frame/navigation.ts';
import { currentUser } from '../server/current-user.ts';

export default async function Home(): Promise<never> {
  redirect(startPageOf((await currentUser())?.role));
}
