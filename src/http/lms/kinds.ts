/** What the pages know of each LMS: its own field names stand as it shows them, in the language that it shows them in. */
import type { DiagnosisView } from '#lti/diagnosis'

export const LMS_KINDS = ['moodle', 'canvas', 'open-edx', 'blackboard', 'brightspace', 'other'] as const
export type LmsKind = (typeof LMS_KINDS)[number]

/** Which of our addresses a field takes; `host` is the bare name, as some LMSs ask for it. */
export type ToolValue = Exclude<keyof DiagnosisView['addresses'], 'register'> | 'ask' | 'host'

export interface LmsFacts {
  /** As it calls itself; `null`: any other. */
  name: string | null
  /** It registers tools by itself. */
  isDynamic: boolean
  /** One issuer for all its institutions. */
  issuer?: string
  /** Fields in its order. */
  fields: readonly [label: { ru: string; en: string }, value: ToolValue][]
}

const same = (label: string) => ({ ru: label, en: label })

export const LMS: Readonly<Record<LmsKind, LmsFacts>> = {
  moodle: {
    name: 'Moodle',
    isDynamic: true,
    fields: [
      [{ ru: 'Базовый URL-адрес инструмента (Tool URL)', en: 'Tool URL' }, 'target'],
      [{ ru: 'Открытый набор ключей (Public keyset)', en: 'Public keyset' }, 'keys'],
      [{ ru: 'URL-адрес инициирования входа (Initiate login URL)', en: 'Initiate login URL' }, 'login'],
      [{ ru: 'URI перенаправления (Redirection URI)', en: 'Redirection URI(s)' }, 'launch'],
      [{ ru: 'URL выбора контента (Content Selection URL)', en: 'Content Selection URL' }, 'target'],
    ],
  },
  canvas: {
    name: 'Canvas',
    isDynamic: true,
    issuer: 'https://canvas.instructure.com',
    fields: [
      [same('Redirect URIs'), 'launch'],
      [same('Target Link URI'), 'target'],
      [same('OpenID Connect Initiation Url'), 'login'],
      [same('Public JWK URL'), 'keys'],
    ],
  },
  'open-edx': {
    name: 'Open edX',
    isDynamic: false,
    fields: [
      [same('Tool Launch URL'), 'target'],
      [same('Registered Redirect URIs'), 'launch'],
      [same('Tool Initiate Login URL'), 'login'],
      [same('Tool Keyset URL'), 'keys'],
      [same('Deep Linking Launch URL'), 'target'],
    ],
  },
  blackboard: {
    name: 'Blackboard',
    isDynamic: true,
    issuer: 'https://blackboard.com',
    fields: [
      [same('Login Initiation URL'), 'ask'],
      [same('Tool Redirect URL(s)'), 'launch'],
      [same('Tool JWKS URL'), 'keys'],
      [same('Domain(s)'), 'host'],
      [same('Target Link URI'), 'target'],
    ],
  },
  brightspace: {
    name: 'Brightspace',
    isDynamic: true,
    fields: [
      [same('Domain'), 'host'],
      [same('Redirect URLs'), 'launch'],
      [same('OpenID Connect Login URL'), 'login'],
      [same('Target Link URI'), 'target'],
      [same('Keyset URL'), 'keys'],
    ],
  },
  other: {
    name: null,
    isDynamic: true,
    fields: [
      [same('Target link URI'), 'target'],
      [same('OIDC login initiation URL'), 'login'],
      [same('Redirect URI'), 'launch'],
      [same('Public JWK set URL'), 'keys'],
      [same('Deep linking URL'), 'target'],
    ],
  },
}

/** @param addresses of the tool, letter by letter */
export function toolValueOf(value: ToolValue, addresses: DiagnosisView['addresses']): string {
  if (value === 'host') return new URL(addresses.target).host
  return value === 'ask' ? `${addresses.login}?storage=ask` : addresses[value]
}

export interface PlatformAddresses {
  issuer: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
}

/** Addresses that follow from the issuer, for LMSs where they always do. */
export function addressesOf(kind: LmsKind, issuer: string): PlatformAddresses | null {
  const site = issuer.replace(/\/+$/, '')
  if (kind === 'moodle' && site !== '') {
    const at = (name: string) => `${site}/mod/lti/${name}.php`
    return { issuer: site, authUrl: at('auth'), tokenUrl: at('token'), jwksUrl: at('certs') }
  }
  if (kind !== 'canvas') return null
  const sso = 'https://sso.canvaslms.com'
  return {
    issuer: LMS.canvas.issuer ?? '',
    authUrl: `${sso}/api/lti/authorize_redirect`,
    tokenUrl: `${sso}/login/oauth2/token`,
    jwksUrl: `${sso}/api/lti/security/jwks`,
  }
}
