import { isIP } from 'node:net'
import { z } from 'zod'
import { isPublicAddress } from '../http/guarded-lookup.ts'
import { isLoopback, isPlainHost } from '../origin.ts'
import { speaksFor } from './clouds.ts'

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

/** What may be wrong with a field; pages have words for each, `message` is for programs. */
export type FaultCode =
  | 'empty'
  | 'too-long'
  | 'not-address'
  | 'credentials'
  | 'fragment'
  | 'not-https'
  | 'other-host'
  | 'foreign-issuer'
  | 'not-cloud'
  | 'taken'

export interface RegistrationFault {
  path: string
  code: FaultCode
  message: string
}

const MESSAGES: Record<FaultCode, string> = {
  empty: 'must not be empty',
  'too-long': 'has too many characters',
  'not-address': 'must be a whole address, e.g. https://moodle.example/mod/lti/auth.php',
  credentials: 'must not carry a name or a password',
  fragment: 'must not carry a fragment (#…)',
  'not-https': 'must begin with https:// (http:// is for this machine only)',
  'other-host': 'must be on the host of the issuer; another host is for the operator to enter',
  'foreign-issuer': 'is registered already and managed by others; the operator may add another client',
  'not-cloud': 'only the operator may name an issuer that is no known cloud',
  taken: 'this client id of this issuer is registered already',
}

export const faultOf = (path: string, code: FaultCode): RegistrationFault => ({
  path,
  code,
  message: MESSAGES[code],
})

/** Whether http may do: this machine always, a private network where the configuration allows one. */
function mayBePlain(url: URL, allowPrivateAddresses: boolean): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isLoopback(host)) return true
  return allowPrivateAddresses && (isIP(host) === 0 ? true : !isPublicAddress(host))
}

function addressFault(value: string, allowPrivateAddresses: boolean): FaultCode | undefined {
  if (!URL.canParse(value)) return 'not-address'
  const url = new URL(value)
  if (!isPlainHost(url.hostname)) return 'not-address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (url.hash !== '') return 'fragment'
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:' && mayBePlain(url, allowPrivateAddresses)) return undefined
  return 'not-https'
}

/** What is wrong with an address of a platform, in English; `undefined` if it holds. */
export function faultOfAddress(value: string, allowPrivateAddresses: boolean): string | undefined {
  const code = addressFault(value, allowPrivateAddresses)
  return code && MESSAGES[code]
}

/** Messages of the schema are codes. */
const words = (max: number) => z.string().trim().min(1, 'empty').max(max, 'too-long')

function schemaFor(allowPrivateAddresses: boolean) {
  const address = (max: number) =>
    words(max).superRefine((value, context) => {
      const code = value === '' ? undefined : addressFault(value, allowPrivateAddresses)
      if (code !== undefined) context.addIssue({ code: 'custom', message: code })
    })
  return z.object({
    name: words(255),
    issuer: address(255),
    clientId: words(255),
    deployments: z.array(words(255)),
    authUrl: address(2048),
    tokenUrl: address(2048),
    jwksUrl: address(2048),
  })
}

export interface FaultOptions {
  /** Lets a site inside its own network use http. */
  allowPrivateAddresses: boolean
  /**
   * The keys must be on the issuer's own host. For administrators of one LMS: who names another's issuer with keys of their
   * own would launch as anybody there.
   */
  ownHostsOnly?: boolean
}

/** Everything that is wrong with a registration, by field; empty if it holds. */
export function faultsOfRegistration(
  input: RegistrationInput,
  { allowPrivateAddresses, ownHostsOnly = false }: FaultOptions,
): RegistrationFault[] {
  const result = schemaFor(allowPrivateAddresses).safeParse(input)
  if (!result.success)
    return result.error.issues.map(({ path, message }) => faultOf(path.join('.'), message as FaultCode))
  return ownHostsOnly ? foreignHosts(result.data) : []
}

/** Whose keys are believed is what matters; where tokens are asked for is the LMS's own affair (Brightspace: another host). */
const foreignHosts = ({ issuer, jwksUrl }: RegistrationInput): RegistrationFault[] =>
  speaksFor(issuer, jwksUrl) ? [] : [faultOf('jwksUrl', 'other-host')]
