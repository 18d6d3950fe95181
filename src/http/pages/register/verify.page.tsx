import type { ComponentChildren } from 'preact'
import type { VerificationView } from '#credits/contract'
import { parseVerificationCode } from '#domain/certificates/certificate-number'
import { parseHours } from '#domain/hours'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { VerdictHead } from '../../ui/register/verdict-head.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface FormProps {
  view: View
  /** The other way: a file. */
  children?: ComponentChildren
  contact: string | undefined
  /** What was typed, if nothing was found under it. */
  unknown: string | null
}

/** P9: the box for the code; no script, no cookie. */
export function VerifyFormPage({ view, contact, unknown, children }: FormProps) {
  const { t } = view
  const title = unknown === null ? t.verify.title : t.verify.unknown
  const error = unknown === null ? undefined : errorOf(view, unknown)
  return (
    <Shell view={view} title={title} isError={unknown !== null} bare>
      <h1 tabIndex={-1}>{title}</h1>
      {unknown === null ? (
        <p>{t.verify.intro}</p>
      ) : (
        <>
          <ErrorSummary view={view} errors={{ code: error ?? '' }} />
          <p>{t.verify.unknownText}</p>
          {contact && <p>{t.verify.contact(contact)}</p>}
        </>
      )}
      <form method="get" action="/verify">
        {view.lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Field id="code" label={t.verify.code} hint={t.verify.codeHint} error={error}>
          {described => (
            <input
              id="code"
              name="code"
              value={unknown ?? ''}
              maxLength={40}
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              {...described}
            />
          )}
        </Field>
        <button type="submit" class="main">
          {t.verify.check}
        </button>
      </form>
      {children}
    </Shell>
  )
}

/** What is no code at all is said otherwise than a code that nobody has. */
const errorOf = ({ t }: View, typed: string): string =>
  parseVerificationCode(typed) === undefined ? t.verify.notCode : t.verify.unknown

/** The answer is the heading; then exactly what the paper says. */
export function VerifyPage({ view, found, code }: { view: View; found: VerificationView; code: string }) {
  const { t } = view
  const isValid = found.status === 'valid'
  const title = verdictOf(view, found)
  return (
    <Shell view={view} title={title} bare>
      <VerdictHead view={view} title={title} isGood={isValid} />
      {found.kind === 'statement' && <p>{t.verify.statement}</p>}
      <DocumentFacts view={view} found={found} code={code} />
      <details>
        <summary>
          <span>{t.verify.hash}</span>
        </summary>
        <p>
          <code>{found.pdfHash}</code>
        </p>
      </details>
      <p>
        <a href={view.lang === 'en' ? '/verify?lang=en' : '/verify'}>{t.verify.another}</a>
      </p>
    </Shell>
  )
}

/** Exactly what the record says, to be compared with the paper. */
export function DocumentFacts({ view, found, code }: { view: View; found: VerificationView; code?: string }) {
  const { t, say } = view
  const rows: [string, string, boolean][] = [
    [t.verify.holder, found.holder, true],
    [t.verify.document, found.documentTitle, true],
    [t.verify.programme, found.programmeTitle, true],
    [t.verify.hours, say.hoursLong(parseHours(found.hours)), false],
    [t.verify.period, `${say.date(found.period.from)} – ${say.date(found.period.to)}`, false],
    [t.verify.issuedOn, say.dateLong(found.issuedOn), false],
    [t.verify.number, found.registrationNumber, false],
    [t.verify.issuer, `${found.issuer.name}, ${found.issuer.city}`, true],
    ...(code ? [[t.verify.code, code, false] as [string, string, boolean]] : []),
  ]
  return (
    <>
      <dl>
        {rows.map(([label, value, isContent]) => (
          <>
            <dt>{label}</dt>
            <dd {...(isContent ? contentLang(view) : {})}>{value}</dd>
          </>
        ))}
      </dl>
      <p>{t.verify.compare}</p>
    </>
  )
}

/** The answer in one sentence. */
export function verdictOf({ t, say }: View, { status, annulment, replacedBy }: VerificationView): string {
  if (status === 'valid') return t.verify.valid
  if (status === 'annulled')
    return t.verify.annulled(say.dateLong(annulment?.on ?? ''), annulment?.reason ?? '')
  const { kind, registrationNumber, on } = replacedBy ?? {}
  return t.verify.replaced(
    t.verify.replacements[kind ?? ''] ?? '',
    registrationNumber ?? '',
    say.dateLong(on ?? ''),
  )
}
