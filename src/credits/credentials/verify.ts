/** What a signed credential is worth, by our keys and our record. */
import { type CredentialPayload, partsOf } from '#domain/certificates/certificate-credential'
import type { Credentials } from './contract.ts'
import type { CredentialDeps } from './deps.ts'
import { jwkOf } from './keys.ts'
import { revokedOf } from './status.ts'

/** A book is judged part by part: it was true when it was signed, its entries and documents go on living. */
export function verify(deps: CredentialDeps): Credentials['verify'] {
  return async jwt => {
    const keys = (await deps.stores.credentials.keys()).map(key => jwkOf(deps, key))
    const read = (text: string) => deps.forms.verify(text, keys, deps.now())
    const credential = read(jwt)
    const parts = partsOf(credential).map(read)
    const revoked = await revokedOf(
      deps,
      [credential, ...parts].map(each => nameOf(deps, each)),
    )
    const judged = (each: CredentialPayload) => ({
      credential: each,
      revoked: revoked.has(nameOf(deps, each)),
    })
    return { ...judged(credential), parts: parts.map(judged) }
  }
}

/** `certificate|ID`, `entry|ID`, `book|ID` */
const nameOf = ({ publicUrl }: CredentialDeps, { id }: CredentialPayload): string =>
  id.replace(`${publicUrl}/credentials/`, '').replace('/', '|')
