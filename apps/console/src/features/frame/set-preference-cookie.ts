/** Keeps a preference for a year in a cookie, so that the server draws the first page as it was left. */
export function setPreferenceCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
