import { type Metadata } from 'next';
import { LoginForm } from '../../features/login/login-form.tsx';

export const metadata: Metadata = { title: 'Login' };

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; ended?: string }>;
}) {
  const { next, ended } = await searchParams;
  return <LoginForm next={next} ended={ended !== undefined} />;
}
