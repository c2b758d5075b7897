import { ForgotPasswordForm } from '../../features/login/forgot-password-form.tsx';
import { titled } from '../../server/titles.ts';

export const generateMetadata = () => titled('forgot.title');

export default function ForgotPasswordPage() {
  return <ForgotPasswordForm />;
}
