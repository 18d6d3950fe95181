/** The keys that sign: made when first needed, sealed at rest, rotated without ever leaving the published set. */
import type { CredentialPayload } from '#domain/certificates/certificate-credential'
import type { IssuerKey } from '#store/ports/credentials'
import { actAs } from '../access.ts'
import type { Credentials } from './contract.ts'
import type { CredentialDeps } from './deps.ts'

const kidOf = ({ publicUrl }: CredentialDeps, id: string): string => `${publicUrl}/credentials/keys/${id}`

/** Signs with the key that is active now. */
export async function signNow(deps: CredentialDeps, payload: CredentialPayload): Promise<string> {
  const key = (await deps.stores.credentials.activeKey()) ?? (await addKey(deps))
  const privateKey = deps.secrets.open<string>(key.sealedPrivateKey)
  return deps.forms.sign(payload, { kid: kidOf(deps, key.id), privateKey })
}

/** A key whose process died before it was stored was never used. */
async function addKey(deps: CredentialDeps): Promise<IssuerKey> {
  const { privateKey, publicJwk } = await deps.forms.generateKey()
  return deps.stores.credentials.addKey({
    id: deps.newId(),
    publicJwk: { ...publicJwk },
    sealedPrivateKey: deps.secrets.seal(privateKey),
    createdAt: deps.now().toISOString(),
  })
}

export function rotateKey(deps: CredentialDeps): Credentials['rotateKey'] {
  return async actor => {
    actAs(actor, 'administrator')
    const active = await deps.stores.credentials.activeKey()
    if (active) await deps.stores.credentials.retireKey(active.id, deps.now().toISOString())
    return (await addKey(deps)).id
  }
}

/** As published: nothing private, how to use it, and its own address. */
export function jwkOf(deps: CredentialDeps, { id, publicJwk }: IssuerKey) {
  return { ...publicJwk, kid: kidOf(deps, id), alg: 'RS256', use: 'sig' }
}

export function publicKey(deps: CredentialDeps): Credentials['publicKey'] {
  return async id => {
    const key = await deps.stores.credentials.key(id)
    return key && jwkOf(deps, key)
  }
}

export function publicKeys(deps: CredentialDeps): Credentials['publicKeys'] {
  return async () => ({ keys: (await deps.stores.credentials.keys()).map(key => jwkOf(deps, key)) })
}
