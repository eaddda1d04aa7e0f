/** Stores a preference for a year. Preferences are no secrets: the page itself reads and writes them. */
export function writeCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist on plain-http origins other than localhost
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
