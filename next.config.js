import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Message keys and their arguments become types: a wrong key does not compile.
  // Sentences are read at build time, so that no page carries the reader of their grammar.
  experimental: {
    createMessagesDeclaration: './lib/i18n/en.json',
    messages: { path: './lib/i18n', format: 'json', locales: ['en', 'zh-CN'], precompile: true },
  },
})

/** The browser makes calls only: of the contract it needs ids, methods and paths (10 kB less). */
const resources = [
  'brokers',
  'clusters',
  'dead-letters',
  'groups',
  'jobs',
  'message-search',
  'message-writes',
  'messages',
  'search',
  'settings',
  'topics',
  'traces',
]
const contract = Object.fromEntries(
  resources.map((name) => [`@/lib/contract/${name}`, { browser: './lib/contract/in-browser.ts' }]),
)

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  // The development server answers at both names of this machine.
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  images: { unoptimized: true },
  // The contract's schemas are checked by the server only.
  turbopack: { resolveAlias: { zod: { browser: './lib/contract/no-schemas.ts' }, ...contract } },
  outputFileTracingExcludes: { '**': ['node_modules/@img/**', 'node_modules/sharp/**', '**/*.map'] },
}

export default withIntl(config)
