'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ApiError } from '@relance/console-data-access';
import { useTitlesOfCutText } from '@relance/console-ui';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';
import { I18nProvider } from '../../i18n/use-i18n.tsx';
import { type Dictionary, type Language } from '../../i18n/translate.ts';

/** An admin who still has to enrol a second factor can do nothing else: go where that is done. */
function enrolWhenAsked(error: unknown): void {
  const profile = '/relance/settings/profile';
  if (!(error instanceof ApiError) || error.code !== 'TWO_FACTOR_ENROLMENT_REQUIRED') return;
  if (location.pathname !== profile) location.assign(profile);
}

function onRefusal(error: unknown): void {
  leaveWhenLoggedOut(error);
  enrolWhenAsked(error);
}

/** A 401 anywhere but on the login page means the session ended: log in again and come back here. */
function leaveWhenLoggedOut(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401 || location.pathname === '/login') return;
  if (error.code === 'PASSWORD_WRONG' || error.code.startsWith('TWO_FACTOR')) return; // said beside the field
  const next = encodeURIComponent(`${location.pathname}${location.search}`);
  location.assign(`/login?ended&next=${next}`);
}

const tookTooLong: ReadonlySet<string> = new Set(['TIMEOUT', 'API_TIMEOUT']);

/** Refusals are final; outages are tried twice more. Who has waited for the whole time limit is told at once. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return failures < 2;
  const isRefused = error.status >= 400 && error.status < 500;
  return !isRefused && !tookTooLong.has(error.code) && failures < 2;
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: onRefusal }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      // Without a network a question fails like any other, in words and with Retry, instead of waiting for one unseen.
      queries: { staleTime: 10_000, retry: worthRetrying, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}

export function Providers({
  nonce,
  language,
  dictionary,
  children,
}: {
  /** Of the page's content security policy; the script that sets the theme carries it. */
  nonce?: string;
  language: Language;
  dictionary: Dictionary;
  children: ReactNode;
}) {
  const [client] = useState(makeQueryClient);
  useTitlesOfCutText();
  return (
    <ThemeProvider nonce={nonce} attribute="class" disableTransitionOnChange>
      <QueryClientProvider client={client}>
        <NuqsAdapter>
          <I18nProvider language={language} dictionary={dictionary}>
            {children}
            <Toaster
              position="bottom-right"
              duration={8000} // time enough to read a sentence and to reach its Undo; pointing at it stops the clock
              mobileOffset={{ bottom: 72, left: 16, right: 16 }} // above the bar of pages
              theme="system"
              className="font-sans!"
              toastOptions={{
                unstyled: true,
                classNames: {
                  toast:
                    'pointer-events-auto flex w-[356px] max-w-[calc(100vw-32px)] items-center gap-3 rounded-card border border-border bg-raised px-4 py-3 text-table text-text shadow-float',
                  content: 'min-w-0 flex-1',
                  icon: 'hidden',
                  actionButton:
                    'cursor-pointer rounded-control px-2 h-8 max-md:h-11 text-table font-medium text-accent hover:bg-hover',
                },
              }}
            />
          </I18nProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
