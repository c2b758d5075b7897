import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { type Metadata, type Viewport } from 'next';
import { headers } from 'next/headers';
import { type ReactNode } from 'react';
import { KeepTitle } from '../features/frame/keep-title.tsx';
import { Providers } from '../features/frame/providers.tsx';
import { dictionaries } from '../i18n/dictionaries.ts';
import { chosenLanguage } from '../server/preferences.ts';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Relance', template: '%s · Relance' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await chosenLanguage();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={language} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <KeepTitle />
        <Providers nonce={nonce} language={language} dictionary={dictionaries[language]}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
