/** Letters by SMTP. Loaded with the first letter: a site without mail never needs it. */
import type { Transporter } from 'nodemailer'
import type { SendLetter } from '#events/mail/deps'
import { MailRefusedError, MailUnreachableError } from '#events/mail/errors'

export interface SmtpOptions {
  /** `smtp://` (STARTTLS where offered) or `smtps://`, with user and password if it takes them. */
  url: string
  /** e.g. `Зачётка <noreply@example.ru>`. */
  from: string
  /** Of connecting, greeting and silence, ms. Default 15,000. */
  timeoutMs?: number
}

const TIMEOUT_MS = 15_000

export function smtpSender(options: SmtpOptions): SendLetter {
  let transport: Promise<Transporter> | undefined
  return async letter => {
    transport ??= open(options)
    try {
      await (await transport).sendMail({
        from: options.from,
        ...letter,
        headers: { 'Auto-Submitted': 'auto-generated' },
        // what a title says is never fetched
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    } catch (error) {
      throw asMailError(error)
    }
  }
}

async function open({ url, timeoutMs = TIMEOUT_MS }: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const address = new URL(url)
  const isTls = address.protocol === 'smtps:'
  return createTransport({
    host: address.hostname,
    port: Number(address.port) || (isTls ? 465 : 587),
    secure: isTls,
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
}

/** Only what was said of this letter or its address is final; the text of the server, which may quote both, stays out. */
function asMailError(error: unknown): Error {
  const { code, responseCode } = (error ?? {}) as { code?: string; responseCode?: number }
  const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  const isFinal = isOfLetter && (responseCode === undefined || responseCode >= 500)
  const facts = { ...(code && { reason: code }), ...(responseCode && { responseCode }) }
  return isFinal
    ? new MailRefusedError('the address does not take the letter', facts)
    : new MailUnreachableError('the mail server does not take letters now', facts)
}
