/**
 * Stands for zod in the browser's bundle (`next.config.js`), 50 kB less: pages need of an endpoint only its id, method and
 * path; schemas are checked where answers are made. Every declaration goes through and gives nothing; to check
 * something in the browser after all, import `zod/mini`.
 */
const nothing: unknown = new Proxy(function noSchema() {}, {
  get(_, name) {
    if (typeof name === 'symbol') return undefined
    if (/^(safe)?(parse|decode|encode)/i.test(name))
      throw new Error('Schemas stay on the server; in the browser import zod/mini')
    return nothing
  },
  apply: () => nothing,
})

export const z = nothing
