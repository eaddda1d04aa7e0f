import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies, headers } from 'next/headers'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { parseZoneCookie, zoneCookie } from '@/lib/format/zone'
import { Providers } from './providers'
import './globals.css'

const archivo = localFont({
  src: '../node_modules/@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2',
  variable: '--font-archivo',
  weight: '100 900',
  // The file carries the width axis; without this line the browser draws every width as 100 %.
  declarations: [{ prop: 'font-stretch', value: '62% 125%' }],
  adjustFontFallback: false,
})

const geistMono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
})

export const metadata: Metadata = {
  title: { default: 'Rocketdeck', template: '%s · Rocketdeck' },
  description: 'Admin console for Apache RocketMQ',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, cookieStore, headerStore] = await Promise.all([
    getLocale(),
    getMessages(),
    cookies(),
    headers(),
  ])
  return (
    <html lang={locale} className={`${archivo.variable} ${geistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers
          locale={locale}
          messages={messages}
          zone={parseZoneCookie(cookieStore.get(zoneCookie)?.value)}
          nonce={headerStore.get('x-nonce') ?? undefined}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}
