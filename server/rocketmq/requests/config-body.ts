import { parsePropertiesText } from '../wire/properties-text.ts'
import type { BodyCodec } from './body.ts'
import { type ConfigEntry, withoutSecret } from './secrets.ts'

/** `key=value` lines in the order of the server, without the values of keys that hold secrets. */
export function properties(): BodyCodec<ConfigEntry[]> {
  return { decode: (bytes) => parsePropertiesText(bytes).map(([key, value]) => withoutSecret(key, value)) }
}
