'use client'

import './globals.css'

/**
 * Shown where even the frame failed, so without language, theme or any provider: it says the same in both languages.
 */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid max-w-140 gap-2 px-5 py-16">
          <h1 className="text-title font-semibold">Rocketdeck could not draw this page · 页面无法显示</h1>
          {error.digest && <p className="mono text-ink-3">{error.digest}</p>}
          <p>
            <button type="button" onClick={reset} className="rounded-md border border-line-3 px-2.5 py-1">
              Try again · 重试
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
