export const locales = ['en', 'zh-CN'] as const

export type AppLocale = (typeof locales)[number]

/** The language stands in a cookie, not in the URL, so a shared link opens in the reader's own. */
export const localeCookie = 'rocketdeck-locale'

/** The reader's language: the cookie, else the first of `accept-language` that we have, else English. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): AppLocale {
  const chosen = locales.find((l) => l === cookie)
  if (chosen) return chosen
  for (const entry of (acceptLanguage ?? '').split(',')) {
    const tag = entry.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}
