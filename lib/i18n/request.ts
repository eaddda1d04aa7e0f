import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import en from './en.json'
import { type AppLocale, localeCookie, pickLocale } from './locale'
import zh from './zh-CN.json'

declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: typeof en
  }
}

export default getRequestConfig(async () => {
  const locale = pickLocale((await cookies()).get(localeCookie)?.value, (await headers()).get('accept-language'))
  // The message types are the English literals, which no translation can have.
  const messages = locale === 'zh-CN' ? (zh as unknown as typeof en) : en
  return { locale, messages, timeZone: 'UTC' }
})
