import 'server-only'
import { readAbout as endpoint } from '@/lib/contract/clusters'
import { implement } from '../implement'

export const readAbout = implement(endpoint, ({ ctx }) => ({
  version: ctx.config.version,
  authMode: ctx.config.authMode,
  build: ctx.config.build,
  node: process.version,
  clusters: ctx.config.clusters.map(({ id, name }) => ({ id, name })),
}))
