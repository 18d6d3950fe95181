/** Structured logs on standard error. Callers log facts only; redaction is the second net, not the first. */
import pino from 'pino'

export type Log = pino.Logger

const secretPaths = [
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'id_token',
  'email',
  'name',
].flatMap(key => [key, `*.${key}`])

/** @param level as `LOG_LEVEL` */
export function createLog(level: string): Log {
  return pino({ level, base: null, redact: { paths: secretPaths, censor: '[removed]' } }, pino.destination(2))
}
