import { LTI_CODES, type LtiCode } from './errors/codes.ts'
import type { ErrorText, Language } from './errors/text-types.ts'
import { textFor } from './errors/texts.ts'
import { type FailureOwner, ownerOf } from './errors/whose.ts'
import { isObject } from './launch/claims.ts'
import type { Rung } from './launch/verified-launch.ts'
import type { LaunchEvent, LaunchEventPort, PlatformRegistration } from './ports.ts'

export interface DiagnosisDeps {
  events: Pick<LaunchEventPort, 'recent'>
  /** Registrations that the viewer may see. */
  platforms: readonly PlatformRegistration[]
  publicUrl: string
}

/** What the diagnosis page shows; ready words in the viewer's language. */
export interface DiagnosisView {
  /** To be entered in the LMS, letter by letter. */
  addresses: { target: string; login: string; launch: string; keys: string; register: string }
  platforms: PlatformDiagnosis[]
  /** The last five, sound or not; newest first. */
  recent: LaunchView[]
  /** Newest first; those of the platforms above and those of no known platform. */
  failures: FailureView[]
}

/** How one launch went. */
export interface LaunchView {
  at: string
  platform?: string
  /** The rung in words; absent: it was refused. */
  rung?: string
  /** Code of the check that refused it, and what a person was told. */
  refused?: { code: string; errorId: string; cause: string }
}

export interface PlatformDiagnosis {
  id: string
  name: string
  active: boolean
  deploymentsWaiting: string[]
  /** Of the last launches that are remembered. */
  launches: number
  rungs: { rung: Rung; count: number; text: string }[]
  lastLaunchAt?: string
  lastRung?: Rung
}

export interface FailureView extends ErrorText {
  whose: FailureOwner
  at: string
  errorId: string
  code: string
  platform?: string
}

const RUNGS: Record<Language, Record<Rung, string>> = {
  ru: {
    cookie: 'во встроенной странице, cookie',
    storage: 'во встроенной странице, хранилище платформы',
    tab: 'в новой вкладке',
    'storage-tab': 'хранилище платформы, затем новая вкладка',
  },
  en: {
    cookie: 'in the frame, by cookie',
    storage: 'in the frame, by the platform’s storage',
    tab: 'in a new tab',
    'storage-tab': 'by the platform’s storage, then a new tab',
  },
}

const EVENTS = 500
const FAILURES = 50
const RECENT = 5

/** Reads how launches went lately. Whether keys and tokens work now is what `testPlatform` tries. */
export async function readDiagnosis(deps: DiagnosisDeps, language: Language): Promise<DiagnosisView> {
  const events = await deps.events.recent(EVENTS)
  const names = new Map(deps.platforms.map(({ id, name }) => [id, name]))
  const seen = events.filter(({ platformId }) => platformId === undefined || names.has(platformId))
  return {
    addresses: toolAddresses(deps.publicUrl),
    platforms: deps.platforms.map(platform => diagnose(platform, seen, language)),
    recent: seen.slice(0, RECENT).map(event => viewLaunch(event, names, language)),
    failures: seen
      .filter(({ kind }) => kind === 'refused')
      .slice(0, FAILURES)
      .map(event => viewFailure(event, names, language)),
  }
}

/** @param publicUrl without a slash at the end */
export const toolAddresses = (publicUrl: string): DiagnosisView['addresses'] => ({
  target: `${publicUrl}/book`,
  login: `${publicUrl}/lti/login`,
  launch: `${publicUrl}/lti/launch`,
  keys: `${publicUrl}/lti/jwks`,
  register: `${publicUrl}/lti/register`,
})

function diagnose(
  { id, name, active, deployments }: PlatformRegistration,
  events: readonly LaunchEvent[],
  language: Language,
): PlatformDiagnosis {
  const launches = events.filter(event => event.kind === 'launched' && event.platformId === id)
  const counts = new Map<Rung, number>()
  for (const { rung } of launches) if (isRung(rung)) counts.set(rung, (counts.get(rung) ?? 0) + 1)
  const last = launches[0]
  return {
    id,
    name,
    active,
    deploymentsWaiting: deployments.filter(one => !one.approved).map(one => one.id),
    launches: launches.length,
    rungs: [...counts].map(([rung, count]) => ({ rung, count, text: RUNGS[language][rung] })),
    ...(last ? { lastLaunchAt: last.at.toISOString() } : {}),
    ...(isRung(last?.rung) ? { lastRung: last.rung } : {}),
  }
}

const isRung = (rung: string | undefined): rung is Rung => rung !== undefined && Object.hasOwn(RUNGS.ru, rung)

function viewLaunch(event: LaunchEvent, names: ReadonlyMap<string, string>, language: Language): LaunchView {
  const platform = names.get(event.platformId ?? '')
  const common = { at: event.at.toISOString(), ...(platform === undefined ? {} : { platform }) }
  if (event.kind === 'launched')
    return { ...common, rung: isRung(event.rung) ? RUNGS[language][event.rung] : '' }
  const { code, errorId, cause } = viewFailure(event, names, language)
  return { ...common, refused: { code, errorId, cause } }
}

function viewFailure(
  { at, errorId, code, facts, platformId }: LaunchEvent,
  names: ReadonlyMap<string, string>,
  language: Language,
): FailureView {
  const known = LTI_CODES.find((one): one is LtiCode => one === code) ?? 'lti_request_invalid'
  const platform = platformId === undefined ? undefined : names.get(platformId)
  return {
    ...textFor(known, language, readFacts(facts)),
    whose: ownerOf(known),
    at: at.toISOString(),
    errorId: errorId ?? '',
    code: code ?? '',
    ...(platform === undefined ? {} : { platform }),
  }
}

function readFacts(facts: string | undefined): Record<string, string | number> {
  try {
    const value: unknown = JSON.parse(facts ?? '{}')
    return isObject(value) ? (value as Record<string, string | number>) : {}
  } catch {
    return {}
  }
}
