'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type AbstractIntlMessages, type Locale, NextIntlClientProvider } from 'next-intl'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { LiveProvider } from '@/components/layout/live'
import { Toaster } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'
import { ZoneProvider } from '@/components/ui/zone'
import type { ZoneChoice } from '@/lib/format/zone'

interface ProvidersProps {
  locale: Locale
  messages: AbstractIntlMessages
  zone: ZoneChoice
  nonce: string | undefined
  children: ReactNode
}

/** Everything the pages take for granted: language, theme, time zone, server data, URL state, live clock, toasts. */
export function Providers({ locale, messages, zone, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
        <QueryClientProvider client={queryClient}>
          <NuqsAdapter>
            <ZoneProvider initial={zone}>
              <LiveProvider>
                <TooltipProvider>{children}</TooltipProvider>
              </LiveProvider>
              <Toaster />
            </ZoneProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </ThemeProvider>
    </NextIntlClientProvider>
  )
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    // Above 0, or what the server prefetched is asked for again at once.
    defaultOptions: { queries: { staleTime: 2_000, retry: 1, refetchOnWindowFocus: true } },
  })
}
