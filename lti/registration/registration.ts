import { isIP } from 'node:net'
import { z } from 'zod'
import { isPublicAddress } from '../keys/guarded-lookup.ts'

/** A registration as an administrator enters it. */
export interface RegistrationInput {
  name: string
  issuer: string
  clientId: string
  deployments: string[]
  authUrl: string
  tokenUrl: string
  jwksUrl: string
}

export interface RegistrationFault {
  path: string
  message: string
}

/** Whether http may do: this machine always, a private network where the configuration allows one. */
function mayBePlain(url: URL, allowPrivateAddresses: boolean): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host.startsWith('127.'))
    return true
  return allowPrivateAddresses && (isIP(host) === 0 ? true : !isPublicAddress(host))
}

/** What is wrong with an address of a platform, in English; `undefined` if it holds. */
export function faultOfAddress(value: string, allowPrivateAddresses: boolean): string | undefined {
  if (!URL.canParse(value)) return 'must be a whole address, e.g. https://moodle.example/mod/lti/auth.php'
  const url = new URL(value)
  if (url.username !== '' || url.password !== '') return 'must not carry a name or a password'
  if (url.hash !== '') return 'must not carry a fragment (#…)'
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:' && mayBePlain(url, allowPrivateAddresses)) return undefined
  return 'must begin with https:// (http:// is for this machine only)'
}

const words = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `at most ${max} characters`)

function schemaFor(allowPrivateAddresses: boolean) {
  const address = words(2048).superRefine((value, context) => {
    const message = faultOfAddress(value, allowPrivateAddresses)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  return z.object({
    name: words(255),
    issuer: address.max(255, 'at most 255 characters'),
    clientId: words(255),
    deployments: z.array(words(255)).min(1, 'at least one deployment id'),
    authUrl: address,
    tokenUrl: address,
    jwksUrl: address,
  })
}

/**
 * Everything that is wrong with a registration, by field; empty if it holds.
 *
 * @param allowPrivateAddresses lets a site inside its own network use http
 */
export function faultsOfRegistration(
  input: RegistrationInput,
  { allowPrivateAddresses }: { allowPrivateAddresses: boolean },
): RegistrationFault[] {
  const result = schemaFor(allowPrivateAddresses).safeParse(input)
  if (result.success) return []
  return result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
}
