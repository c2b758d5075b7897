import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { PathnameContext, SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { type ReactElement, useState } from 'react';
import { Toaster } from 'sonner';
import { dictionaries } from '../i18n/dictionaries.ts';
import { I18nProvider } from '../i18n/use-i18n.tsx';
import { type Language } from '../i18n/translate.ts';

/** A slow machine is not a failure: conditions are waited for, never times. */
configure({ asyncUtilTimeout: 10_000 });

export type Rendered = RenderResult & {
  user: UserEvent;
  /** Addresses the page went to by the router (not the filters, which nuqs keeps). */
  visited: string[];
  /** The address's query as nuqs last wrote it. */
  query: () => string;
};

/** Draws a feature with everything the frame gives it: query cache, language, address. */
export function renderPage(
  page: ReactElement,
  {
    at = '',
    language = 'en',
    pathname = '/relance/campaigns',
  }: { at?: string; language?: Language; pathname?: string } = {},
): Rendered {
  const visited: string[] = [];
  let query = at;
  const go = (href: string) => void visited.push(href);
  const router: AppRouterInstance = {
    push: go,
    replace: go,
    back: () => undefined,
    forward: () => undefined,
    refresh: () => undefined,
    prefetch: () => undefined,
  } as unknown as AppRouterInstance; // Next adds methods from release to release; these are the ones in use

  function Frame() {
    const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
    return (
      <AppRouterContext.Provider value={router}>
        <PathnameContext.Provider value={pathname}>
          <SearchParamsContext.Provider value={new URLSearchParams(at)}>
            <NuqsTestingAdapter hasMemory searchParams={at} onUrlUpdate={(update) => (query = update.queryString)}>
              <QueryClientProvider client={client}>
                <I18nProvider language={language} dictionary={dictionaries[language]}>
                  {page}
                  <Toaster />
                </I18nProvider>
              </QueryClientProvider>
            </NuqsTestingAdapter>
          </SearchParamsContext.Provider>
        </PathnameContext.Provider>
      </AppRouterContext.Provider>
    );
  }
  return { ...render(<Frame />), user: userEvent.setup(), visited, query: () => query };
}
