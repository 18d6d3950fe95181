/**
 * The configuration: every variable of the environment that Zachetka reads, its meaning, its default and an example.
 * `docs/configuration.md` is generated from here (`npm run docs`), and a test fails when it is stale.
 */
import { z } from 'zod'

/** One variable. `schema` reads the text of the environment; an empty text counts as absent. */
export interface Variable<T extends z.ZodType = z.ZodType> {
  schema: T
  /** One or two sentences for the operator. */
  about: string
  example: string
  /** What applies when it is absent, in words. */
  otherwise: string
  /** Never printed, not even in an error. */
  secret?: boolean
}

const variable = <T extends z.ZodType>(v: Variable<T>): Variable<T> => v

const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform(text => text === 'true' || text === '1')

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine(n => n >= min && n <= max, `must be from ${min} to ${max}`)

const httpUrl = z
  .string()
  .refine(
    text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http(s) address',
  )
  .refine(text => !URL.canParse(text) || new URL(text).search === '', 'must not have a query')
  .refine(
    text => !URL.canParse(text) || /^\/*$/.test(new URL(text).pathname),
    'must be a host without a path: pages begin at its root',
  )
  .transform(text => text.replace(/\/+$/, ''))

const isOrigin = (text: string): boolean =>
  /^https?:\/\/[\w.-]+(:\d+)?$/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** Separated by spaces. */
const origins = z
  .string()
  .transform(text => text.split(/\s+/).filter(Boolean))
  .refine(list => list.every(isOrigin), 'must be origins without a slash at the end, separated by spaces')

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone')

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const smtpUrl = z
  .string()
  .refine(
    text => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '',
    'must be smtp://… or smtps://…',
  )

export const variables = {
  PORT: variable({
    schema: wholeNumber(0, 65535).optional(),
    about: 'Port of the pages and the API. `0` takes any free one.',
    example: '3000',
    otherwise: '3000',
  }),
  HOST: variable({
    schema: z.string().optional(),
    about: 'Address to listen on. In a container: `0.0.0.0`.',
    example: '0.0.0.0',
    otherwise: '127.0.0.1',
  }),
  PUBLIC_URL: variable({
    schema: httpUrl.optional(),
    about:
      'Address under which browsers and LMSs reach Zachetka. Outside localhost it must be https: browsers send no cookie into an LMS frame otherwise.',
    example: 'https://zachetka.example.ru',
    otherwise: '`http://localhost:PORT`',
  }),
  MONGODB_URI: variable({
    schema: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/.+/, 'must begin with mongodb:// or mongodb+srv://')
      .optional(),
    about: 'MongoDB to keep the records in. It may hold a password, so it is never printed.',
    example: 'mongodb://db1,db2,db3/zachetka?replicaSet=rs0',
    otherwise: 'the embedded store under `DATA_DIR`: for trying out, tests and one small site',
    secret: true,
  }),
  DATA_DIR: variable({
    schema: z.string().optional(),
    about: 'Directory of the embedded store and of the generated secret key.',
    example: '/var/lib/zachetka',
    otherwise: '`data` in the working directory',
  }),
  SECRET_KEY: variable({
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    about:
      'Encrypts the secrets of connections and the keys of LTI platforms. All processes of one site share it; losing it means entering those secrets again.',
    example: 'the output of `openssl rand -base64 48`',
    otherwise:
      'with the embedded store: made once and kept in `DATA_DIR/secret.key`; with MongoDB it is required',
    secret: true,
  }),
  LOG_LEVEL: variable({
    schema: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
        error: 'must be fatal, error, warn, info, debug or silent',
      })
      .optional(),
    about: 'How much is logged, as JSON lines on standard error. No level logs secrets or personal data.',
    example: 'info',
    otherwise: 'info',
  }),
  TIME_ZONE: variable({
    schema: timeZone.optional(),
    about:
      'IANA zone of the issuing organisation: calendar dates of completions and documents are dates there.',
    example: 'Asia/Tomsk',
    otherwise: 'Asia/Tomsk',
  }),
  REGULATIONS_DIR: variable({
    schema: z.string().optional(),
    about:
      "A directory with your organisation's own regulation files (*.yaml), read besides those that come along.",
    example: '/etc/zachetka/regulations',
    otherwise: 'only the regulations that come along',
  }),
  IMPORT_DIR: variable({
    schema: z.string().optional(),
    about:
      'The only directory whose files a connection may read (`--set file=…`), e.g. a share with nightly exports of a portal. Only the operator names a file of it.',
    example: '/srv/exports',
    otherwise: 'no file of the server is read',
  }),
  ALLOW_PRIVATE_ADDRESSES: variable({
    schema: flag.optional(),
    about:
      'Whether source systems and LMSs may live on loopback and private addresses (10.x, 192.168.x …). Switch it on only on a site whose LMS is in the same local network.',
    example: 'true',
    otherwise: 'false',
  }),
  FRAME_ORIGINS: variable({
    schema: origins.optional(),
    about:
      'More origins whose pages may show Zachetka in a frame, separated by spaces. Registered LMSs may do so anyway; an LMS that shows its courses on another host than its own (the learning front end of Open edX) needs that host here.',
    example: 'https://apps.lms.example.ru',
    otherwise: 'registered LMSs only',
  }),
  TRUST_PROXY: variable({
    schema: wholeNumber(0, 10).optional(),
    about: 'How many reverse proxies stand in front, so that rate limits see the address of the visitor.',
    example: '1',
    otherwise: '0',
  }),
  PULL_EVERY_MINUTES: variable({
    schema: wholeNumber(5, 10080).optional(),
    about: 'How often the worker pulls each connection, in minutes; a random share of it is added.',
    example: '60',
    otherwise: '60',
  }),
  ROSTERS_EVERY_MINUTES: variable({
    schema: wholeNumber(15, 10080).optional(),
    about: 'How often the worker reads the roster of each course from the LMS, in minutes.',
    example: '360',
    otherwise: '360',
  }),
  ROSTER_LOSS_PERCENT: variable({
    schema: wholeNumber(1, 99).optional(),
    about:
      'If more than this share of a course is gone from its roster at once (and more than three people), they stay until an administrator says that they have gone.',
    example: '25',
    otherwise: '10',
  }),
  LAUNCH_REQUESTS_PER_MINUTE: variable({
    schema: wholeNumber(60, 1_000_000).optional(),
    about:
      'Requests to `/lti` that one address may make in a minute; a launch takes two or three. A whole school may stand behind one address.',
    example: '20000',
    otherwise: '6000',
  }),
  SMTP_URL: variable({
    schema: smtpUrl.optional(),
    about:
      'Mail server for letters to learners who agreed to get them: `smtps://` (TLS, 465) or `smtp://` (587, STARTTLS where offered), with user and password if it asks for them. It may hold a password, so it is never printed.',
    example: 'smtps://user:password@mail.example.ru',
    otherwise: 'no letters are sent',
    secret: true,
  }),
  MAIL_FROM: variable({
    schema: z
      .string()
      .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name and <address>')
      .optional(),
    about: 'Sender of the letters; required together with `SMTP_URL`.',
    example: 'Зачётка <noreply@zachetka.example.ru>',
    otherwise: 'no letters are sent',
  }),
} as const

export type VariableName = keyof typeof variables
