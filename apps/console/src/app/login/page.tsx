import { LoginForm } from '../../features/login/login-form.tsx';
import { canResetPassword } from '../../server/login-options.ts';
import { titled } from '../../server/titles.ts';

export const generateMetadata = () => titled('login.submit');

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; ended?: string }>;
}) {
  const { next, ended } = await searchParams;
  return <LoginForm next={next} ended={ended !== undefined} canReset={await canResetPassword()} />;
}
