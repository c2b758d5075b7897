/** Called by Next once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { trustOnlyNamedProxies } = await import('./server/forwarded-headers');
  trustOnlyNamedProxies();
}
