import 'server-only'
import { listLicences as endpoint } from '@/lib/contract/settings'
import { implement } from '../implement'
import licences from './licences.json'

/** Written down by `npm run licences`. */
export const listLicences = implement(endpoint, () => ({ items: licences.packages, texts: licences.texts }))
