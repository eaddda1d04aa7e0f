/** One line of a server's configuration. The value of a secret does not leave the protocol layer: there is no field for it. */
export type ConfigEntry = { key: string; value: string; secret?: never } | { key: string; secret: true; value?: never }

/**
 * Keys of broker, name-server and client configuration whose values are secrets, among them
 * innerClientAuthenticationCredentials, initAuthenticationUser (a user with its password, 5.3+), tls.*.keyPassword
 * and object-store keys of tiered storage.
 */
const SECRET_KEY = /passw(?:or)?d|passphrase|secret|access_?key|private_?key|credential|initAuthenticationUser/i
// "token" as a word of the key: securityToken, auth.token; not "tokenizer" or "brokenX".
const TOKEN_KEY = /(?:^|[._-])token(?![a-z])|[a-z]Token(?![a-z])/
/** A value that carries a secret whatever its key: JSON with a password (socksProxyConfig), a URL with credentials. */
const SECRET_VALUE = /"(?:password|secretKey|accessKey|secret|token)"\s*:|:\/\/[^/\s:@]*:[^/\s@]+@/i

export function isSecret(key: string, value: string): boolean {
  return SECRET_KEY.test(key) || TOKEN_KEY.test(key) || SECRET_VALUE.test(value)
}

export function withoutSecret(key: string, value: string): ConfigEntry {
  return isSecret(key, value) ? { key, secret: true } : { key, value }
}
