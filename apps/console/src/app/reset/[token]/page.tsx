import { SetPasswordForm } from '../../../features/login/set-password-form.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('password.title.reset');

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  return <SetPasswordForm kind="reset" token={decodeURIComponent((await params).token)} />;
}
