/** Environment → typed configuration; every fault at once, each with the variable, what is wrong and an example. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Values, type VariableName, variables } from './schema.ts'

export interface Config {
  /** `0`: any free port. */
  port: number
  host: string
  /** No trailing slash; `null`: `http://localhost:` and the port that was taken. */
  publicUrl: string | null
  /** `null`: the embedded store. */
  mongodbUri: string | null
  dataDir: string
  secretKey: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  timeZone: string
  /** On the check page; `null`: nobody is named. */
  verificationContact: string | null
  regulationsDir: string | null
  /** Files for connections that read one; `null`: none is opened. */
  importDir: string | null
  allowPrivateAddresses: boolean
  /** Origins that may frame us besides the platforms. */
  frameOrigins: string[]
  trustProxy: number
  pullEveryMinutes: number
  /** `null`: no letters are sent. */
  mail: { smtpUrl: string; from: string } | null
  rostersEveryMinutes: number
  /** Percent of a course whose disappearance is held for a person. */
  rosterLossPercent: number
  /** By address. */
  launchRequestsPerMinute: number
}

export interface ConfigFault {
  variable: string
  problem: string
  example: string
}

/** The environment does not hold; the message lists every fault and no value. */
export class InvalidConfigError extends Error {
  readonly code = 'invalid_config'
  readonly status = 500
  readonly retryable = false
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(f => `  ${f.variable}: ${f.problem}. Example: ${f.variable}=${f.example}`)
    super(
      `The configuration does not hold (docs/configuration.md explains each variable):\n${lines.join('\n')}`,
    )
    this.name = 'InvalidConfigError'
    this.faults = faults
  }
}

type Environment = Record<string, string | undefined>

/**
 * Reads the configuration. An embedded site gets its secret key here, in `DATA_DIR`, if it has none yet.
 *
 * @param environment e.g. `process.env`; the only place that hands it in is the composition root
 * @throws {InvalidConfigError} naming every fault
 */
export function readConfig(environment: Environment): Config {
  const settings = readSettings(environment)
  return { ...settings, secretKey: settings.secretKey ?? keptSecretKey(settings.dataDir) }
}

/** Without a key that was not set: for what opens no secrets, and writes nothing. */
export type Settings = Omit<Config, 'secretKey'> & { secretKey: string | null }

/** Reads the same and makes nothing: a command that only evaluates leaves no trace. @throws {InvalidConfigError} */
export function readSettings(environment: Environment): Settings {
  const { values, faults } = readValues(environment)
  const all = [...faults, ...missingBeside(environment), ...missingFolder(values)]
  if (all.length > 0) throw new InvalidConfigError(all)
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = values
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    mongodbUri: values.MONGODB_URI,
    dataDir: path.resolve(values.DATA_DIR),
    secretKey: values.SECRET_KEY,
    logLevel: values.LOG_LEVEL,
    timeZone: values.TIME_ZONE,
    verificationContact: values.VERIFICATION_CONTACT,
    regulationsDir: values.REGULATIONS_DIR,
    importDir: values.IMPORT_DIR,
    allowPrivateAddresses: values.ALLOW_PRIVATE_ADDRESSES,
    frameOrigins: values.FRAME_ORIGINS,
    trustProxy: values.TRUST_PROXY,
    pullEveryMinutes: values.PULL_EVERY_MINUTES,
    mail: smtpUrl === null || from === null ? null : { smtpUrl, from },
    rostersEveryMinutes: values.ROSTERS_EVERY_MINUTES,
    rosterLossPercent: values.ROSTER_LOSS_PERCENT,
    launchRequestsPerMinute: values.LAUNCH_REQUESTS_PER_MINUTE,
  }
}

const isSet = (environment: Environment, name: VariableName): boolean => Boolean(environment[name]?.trim())

function readValues(environment: Environment): { values: Values; faults: ConfigFault[] } {
  const faults: ConfigFault[] = []
  const rows = Object.entries(variables).map(([name, { schema, fallback, example }]) => {
    const text = environment[name]?.trim()
    if (!text) return [name, fallback]
    const { data, error } = schema.safeParse(text)
    for (const { message } of error?.issues ?? []) faults.push({ variable: name, problem: message, example })
    return [name, data ?? fallback]
  })
  return { values: Object.fromEntries(rows) as Values, faults }
}

/** What one variable asks of another. */
function missingBeside(environment: Environment): ConfigFault[] {
  const pairs = [
    ['MONGODB_URI', 'SECRET_KEY', 'is required together with MONGODB_URI, since several processes share it'],
    ['SMTP_URL', 'MAIL_FROM', 'is required together with SMTP_URL'],
  ] as const
  return pairs
    .filter(([given, variable]) => isSet(environment, given) && !isSet(environment, variable))
    .map(([, variable, problem]) => ({ variable, problem, example: variables[variable].example }))
}

/** Regulations that cannot be read would be found out by whoever needs one. */
function missingFolder({ REGULATIONS_DIR: folder }: Values): ConfigFault[] {
  if (folder === null || statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  const problem = 'must be a directory that is there'
  return [{ variable: 'REGULATIONS_DIR', problem, example: variables.REGULATIONS_DIR.example }]
}

/** The key of an embedded site: made once, readable by its owner alone. @throws {InvalidConfigError} */
function keptSecretKey(dataDir: string): string {
  const file = path.join(dataDir, 'secret.key')
  try {
    if (!existsSync(file)) makeKey(file)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const problem = `cannot be used (${code ?? 'unknown fault'}): name a directory that this account may write to`
    throw new InvalidConfigError([{ variable: 'DATA_DIR', problem, example: variables.DATA_DIR.example }])
  }
}

function makeKey(file: string): void {
  makeDirectory(path.dirname(file))
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Level by level: Node's own `recursive` never ends where a parent exists and a child cannot (/proc). */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  makeDirectory(path.dirname(directory))
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
