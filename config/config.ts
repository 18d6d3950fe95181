/** Environment → typed configuration; every fault at once, each with the variable, what is wrong and an example. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type VariableName, variables } from './schema.ts'

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
  const faults: ConfigFault[] = []
  const read = <T>(name: VariableName, otherwise: T): T => {
    const text = environment[name]?.trim()
    if (!text) return otherwise
    const result = variables[name].schema.safeParse(text)
    if (result.success) return result.data as T
    for (const issue of result.error.issues) {
      faults.push({ variable: name, problem: issue.message, example: variables[name].example })
    }
    return otherwise
  }

  const settings: Settings = {
    port: read('PORT', 3000),
    host: read('HOST', '127.0.0.1'),
    publicUrl: read<string | null>('PUBLIC_URL', null),
    mongodbUri: read<string | null>('MONGODB_URI', null),
    dataDir: path.resolve(read('DATA_DIR', 'data')),
    secretKey: read<string | null>('SECRET_KEY', null),
    logLevel: read('LOG_LEVEL', 'info'),
    timeZone: read('TIME_ZONE', 'Asia/Tomsk'),
    regulationsDir: read<string | null>('REGULATIONS_DIR', null),
    importDir: read<string | null>('IMPORT_DIR', null),
    allowPrivateAddresses: read('ALLOW_PRIVATE_ADDRESSES', false),
    frameOrigins: read<string[]>('FRAME_ORIGINS', []),
    trustProxy: read('TRUST_PROXY', 0),
    pullEveryMinutes: read('PULL_EVERY_MINUTES', 60),
    mail: mailOf(read<string | null>('SMTP_URL', null), read<string | null>('MAIL_FROM', null)),
    rostersEveryMinutes: read('ROSTERS_EVERY_MINUTES', 360),
    rosterLossPercent: read('ROSTER_LOSS_PERCENT', 10),
    launchRequestsPerMinute: read('LAUNCH_REQUESTS_PER_MINUTE', 6000),
  }
  if (settings.mongodbUri && !environment.SECRET_KEY?.trim()) {
    faults.push({
      variable: 'SECRET_KEY',
      problem: 'is required together with MONGODB_URI, since several processes share it',
      example: variables.SECRET_KEY.example,
    })
  }
  if (environment.SMTP_URL?.trim() && !environment.MAIL_FROM?.trim()) {
    faults.push({
      variable: 'MAIL_FROM',
      problem: 'is required together with SMTP_URL',
      example: variables.MAIL_FROM.example,
    })
  }
  if (faults.length > 0) throw new InvalidConfigError(faults)
  return settings
}

const mailOf = (smtpUrl: string | null, from: string | null): Config['mail'] =>
  smtpUrl === null || from === null ? null : { smtpUrl, from }

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
