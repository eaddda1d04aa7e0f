import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Message keys and their arguments become types: a wrong key does not compile.
  experimental: { createMessagesDeclaration: './lib/i18n/en.json' },
})

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  images: { unoptimized: true },
  outputFileTracingExcludes: { '**': ['node_modules/@img/**', 'node_modules/sharp/**', '**/*.map'] },
}

export default withIntl(config)
