import { createHmac } from 'node:crypto'
import type { RemotingHeader } from '../wire/header.ts'
import type { Sign } from './connection.ts'

export type Credentials = { accessKey: string; secretKey: string; securityToken?: string }

/**
 * The signing hook for brokers with ACL 1.0 or 2.0 (AclClientRPCHook#doBeforeRequest, AclUtils#combineRequestContent):
 * all values of extFields, ordered by key in UTF-16 code units and without separators, followed by the body,
 * HMAC-SHA1 with the secret key, Base64. Nothing in extFields may change afterwards.
 */
export function createAclSigner(credentials: Credentials): Sign {
  return (header: RemotingHeader, body: Uint8Array | undefined): RemotingHeader => {
    const { Signature: _old, ...fields } = header.extFields
    const extFields: Record<string, string> = { ...fields, AccessKey: credentials.accessKey }
    if (credentials.securityToken !== undefined) extFields.SecurityToken = credentials.securityToken
    // The default order of sort() is that of UTF-16 code units, as Java's String#compareTo.
    const content = Object.keys(extFields)
      .sort()
      .map((key) => extFields[key])
      .join('')
    const hmac = createHmac('sha1', credentials.secretKey).update(content, 'utf8')
    if (body !== undefined) hmac.update(body)
    return { ...header, extFields: { ...extFields, Signature: hmac.digest('base64') } }
  }
}
