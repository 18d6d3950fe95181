/**
 * The configuration: every variable of the environment that Zachetka reads, its meaning, its default and an example.
 * `docs/configuration.md` is generated from here (`npm run docs`), and a test fails when it is stale.
 */
import { z } from 'zod'

/** One variable. `schema` reads the text of the environment; an empty text counts as absent. */
interface Variable<T, D> {
  schema: z.ZodType<T>
  /** One or two sentences for the operator. */
  about: string
  example: string
  /** What applies when it is absent. */
  fallback: D
  /** The same in words, where the value does not say it. */
  otherwise?: string
  /** Never printed, not even in an error. */
  secret?: boolean
}

const variable = <T, const D extends T | null>(v: Variable<T, D>): Variable<T, D> => v

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
    schema: wholeNumber(0, 65535),
    about: 'Port of the pages and the API. `0` takes any free one.',
    example: '3000',
    fallback: 3000,
  }),
  HOST: variable({
    schema: z.string(),
    about: 'Address to listen on. In a container: `0.0.0.0`.',
    example: '0.0.0.0',
    fallback: '127.0.0.1',
  }),
  PUBLIC_URL: variable({
    schema: httpUrl,
    about:
      'Address under which browsers and LMSs reach Zachetka. Outside localhost it must be https: browsers send no cookie into an LMS frame otherwise.',
    example: 'https://zachetka.example.ru',
    fallback: null,
    otherwise: '`http://localhost:PORT`',
  }),
  MONGODB_URI: variable({
    schema: z.string().regex(/^mongodb(\+srv)?:\/\/.+/, 'must begin with mongodb:// or mongodb+srv://'),
    about: 'MongoDB to keep the records in. It may hold a password, so it is never printed.',
    example: 'mongodb://db1,db2,db3/zachetka?replicaSet=rs0',
    fallback: null,
    otherwise: 'the embedded store under `DATA_DIR`: for trying out, tests and one small site',
    secret: true,
  }),
  DATA_DIR: variable({
    schema: z.string(),
    about: 'Directory of the embedded store and of the generated secret key.',
    example: '/var/lib/zachetka',
    fallback: 'data',
    otherwise: '`data` in the working directory',
  }),
  SECRET_KEY: variable({
    schema: z.string().min(32, 'must have at least 32 characters'),
    about:
      'Encrypts the secrets of connections and the keys of LTI platforms. All processes of one site share it; losing it means entering those secrets again, and new keys for each LMS (`zachetka platform rotate-keys ID --lost`); `zachetka doctor` says what does not open.',
    example: 'the output of `openssl rand -base64 48`',
    fallback: null,
    otherwise:
      'with the embedded store: made once and kept in `DATA_DIR/secret.key`; with MongoDB it is required',
    secret: true,
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be fatal, error, warn, info, debug or silent',
    }),
    about: 'How much is logged, as JSON lines on standard error. No level logs secrets or personal data.',
    example: 'info',
    fallback: 'info',
  }),
  TIME_ZONE: variable({
    schema: timeZone,
    about:
      'IANA zone of the issuing organisation: calendar dates of completions and documents are dates there.',
    example: 'Asia/Tomsk',
    fallback: 'Asia/Tomsk',
  }),
  VERIFICATION_CONTACT: variable({
    schema: z.string().max(200, 'must not be longer than 200 characters'),
    about:
      'Whom to ask about a paper whose code nobody has: institution, phone or e-mail; the check page names it.',
    example: 'ТГПУ, +7 3822 00-00-00',
    fallback: null,
    otherwise: 'the check page names nobody',
  }),
  REGULATIONS_DIR: variable({
    schema: z.string(),
    about:
      "A directory with your organisation's own regulation files (*.yaml, *.yml), read besides those that come along.",
    example: '/etc/zachetka/regulations',
    fallback: null,
    otherwise: 'only the regulations that come along',
  }),
  IMPORT_DIR: variable({
    schema: z.string(),
    about:
      'The only directory whose files a connection may read (`--set file=…`), e.g. a share with nightly exports of a portal. Only the operator names a file of it.',
    example: '/srv/exports',
    fallback: null,
    otherwise: 'no file of the server is read',
  }),
  ALLOW_PRIVATE_ADDRESSES: variable({
    schema: flag,
    about:
      'Whether source systems and LMSs may live on loopback and private addresses (10.x, 192.168.x …). Switch it on only on a site whose LMS is in the same local network.',
    example: 'true',
    fallback: false,
  }),
  FRAME_ORIGINS: variable({
    schema: origins,
    about:
      'More origins whose pages may show Zachetka in a frame, separated by spaces. Registered LMSs may do so anyway; an LMS that shows its courses on another host than its own (the learning front end of Open edX) needs that host here.',
    example: 'https://apps.lms.example.ru',
    fallback: [] as string[],
    otherwise: 'registered LMSs only',
  }),
  TRUST_PROXY: variable({
    schema: wholeNumber(0, 10),
    about: 'How many reverse proxies stand in front, so that rate limits see the address of the visitor.',
    example: '1',
    fallback: 0,
  }),
  PULL_EVERY_MINUTES: variable({
    schema: wholeNumber(5, 10080),
    about: 'How often the worker pulls each connection, in minutes; a random share of it is added.',
    example: '60',
    fallback: 60,
  }),
  ROSTERS_EVERY_MINUTES: variable({
    schema: wholeNumber(15, 10080),
    about: 'How often the worker reads the roster of each course from the LMS, in minutes.',
    example: '360',
    fallback: 360,
  }),
  ROSTER_LOSS_PERCENT: variable({
    schema: wholeNumber(1, 99),
    about:
      'If more than this share of a course is gone from its roster at once (and more than three people), they stay until an administrator says that they have gone.',
    example: '25',
    fallback: 10,
  }),
  LAUNCH_REQUESTS_PER_MINUTE: variable({
    schema: wholeNumber(60, 1_000_000),
    about:
      'Requests to `/lti` that one address may make in a minute; a launch takes two or three. A whole school may stand behind one address.',
    example: '20000',
    fallback: 6000,
  }),
  SMTP_URL: variable({
    schema: smtpUrl,
    about:
      'Mail server for letters to learners who agreed to get them: `smtps://` (TLS, 465) or `smtp://` (587, STARTTLS where offered), with user and password if it asks for them. It may hold a password, so it is never printed.',
    example: 'smtps://user:password@mail.example.ru',
    fallback: null,
    otherwise: 'no letters are sent',
    secret: true,
  }),
  MAIL_FROM: variable({
    schema: z
      .string()
      .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name and <address>'),
    about: 'Sender of the letters; required together with `SMTP_URL`.',
    example: 'Зачётка <noreply@zachetka.example.ru>',
    fallback: null,
    otherwise: 'no letters are sent',
  }),
} as const

export type VariableName = keyof typeof variables

/** What is read of each: its value, or its fallback. */
export type Values = {
  [N in VariableName]: (typeof variables)[N] extends Variable<infer T, infer D> ? T | D : never
}
