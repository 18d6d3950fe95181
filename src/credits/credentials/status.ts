/** Status lists, worked out from the record when they are asked for: what is annulled is revoked at once. */
import { buildStatusList } from '#domain/certificates/certificate-credential'
import type { Credentials } from './contract.ts'
import type { CredentialDeps } from './deps.ts'
import { signNow } from './keys.ts'

/** Of the 131,072 places of a list so many are used: a list is quick to work out. */
const PLACES_PER_LIST = 10_000

export async function statusOf(deps: CredentialDeps, credential: string) {
  const place = await deps.stores.credentials.placeOf(credential)
  const number = Math.trunc(place / PLACES_PER_LIST)
  return { list: `${deps.publicUrl}/credentials/status/${number}`, index: place % PLACES_PER_LIST }
}

export function statusList(deps: CredentialDeps): Credentials['statusList'] {
  return async number => {
    if (!Number.isSafeInteger(number) || number < 0) return null
    const first = number * PLACES_PER_LIST
    const placed = await deps.stores.credentials.placed(first, PLACES_PER_LIST)
    if (placed.size === 0) return null
    const revoked = await revokedOf(deps, [...placed.values()])
    const bits = [...placed].flatMap(([place, credential]) =>
      revoked.has(credential) ? [place - first] : [],
    )
    const id = `${deps.publicUrl}/credentials/status/${number}`
    const issuer = { id: `${deps.publicUrl}/issuers/site`, name: 'Zachetka' }
    const list = buildStatusList(id, issuer, secondOf(deps.now()), deps.forms.encodeBits(bits))
    return { id, jwt: await signNow(deps, list) }
  }
}

/** Credentials speak of seconds: `nbf` has no finer ones. */
export const secondOf = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`

const CHUNK = 1000

/** Credentials by name (`certificate|ID`, `entry|ID`): a document that is not valid, an entry that is not confirmed. */
export async function revokedOf({ stores }: CredentialDeps, credentials: string[]): Promise<Set<string>> {
  const revoked = new Set<string>()
  const ids = (kind: string) =>
    credentials.flatMap(each => (each.startsWith(`${kind}|`) ? [each.slice(kind.length + 1)] : []))
  for (let [list, i] = [ids('entry'), 0]; i < list.length; i += CHUNK) {
    const chunk = list.slice(i, i + CHUNK)
    const confirmed = (await stores.entries.byIds(chunk)).filter(entry => entry.status === 'confirmed')
    const alive = new Set(confirmed.map(entry => entry.id))
    for (const id of chunk) if (!alive.has(id)) revoked.add(`entry|${id}`)
  }
  for (let [list, i] = [ids('certificate'), 0]; i < list.length; i += CHUNK) {
    const valid = new Set(await stores.certificates.validOf(list.slice(i, i + CHUNK)))
    for (const id of list.slice(i, i + CHUNK)) if (!valid.has(id)) revoked.add(`certificate|${id}`)
  }
  return revoked
}
