import { parseHours } from '#domain/hours'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { VerdictHead } from '../../ui/register/verdict-head.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { UploadVerdict } from '../../uploaded-document.ts'
import type { View } from '../../view.ts'
import { DocumentFacts, verdictOf } from './verify.page.tsx'

/** The field for a PDF or a credential; a plain form, the file last. */
export function FileForm({ view, problem }: { view: View; problem: string | null }) {
  const { t, lang } = view
  return (
    <section aria-labelledby="file-title">
      <h2 id="file-title">{t.verify.fileTitle}</h2>
      <form
        method="post"
        action={lang === 'en' ? '/verify?lang=en' : '/verify'}
        enctype="multipart/form-data"
      >
        <Field id="file" label={t.verify.file} hint={t.verify.fileHint} error={problem ?? undefined}>
          {described => (
            <input
              id="file"
              name="file"
              type="file"
              accept=".pdf,.jwt,.jws,.txt,application/pdf"
              required
              {...described}
            />
          )}
        </Field>
        <button type="submit" id="check-file">
          {t.verify.checkFile}
        </button>
      </form>
    </section>
  )
}

/** What the file is worth, in the heading; then what the record says. */
export function FileVerdictPage({ view, verdict }: { view: View; verdict: UploadVerdict }) {
  const { t } = view
  const { title, isGood } = headingOf(view, verdict)
  return (
    <Shell view={view} title={title} bare>
      <VerdictHead view={view} title={title} isGood={isGood} />
      <Explained view={view} verdict={verdict} />
      <p>
        <a href={view.lang === 'en' ? '/verify?lang=en' : '/verify'}>{t.verify.another}</a>
      </p>
    </Shell>
  )
}

function headingOf(view: View, verdict: UploadVerdict): { title: string; isGood: boolean } {
  const { t } = view
  switch (verdict.kind) {
    case 'genuine':
      return { title: verdictOf(view, verdict.found), isGood: verdict.found.status === 'valid' }
    case 'changed':
      return { title: t.verify.changed, isGood: false }
    case 'unknown':
      return { title: t.verify.unknownFile, isGood: false }
    case 'signed':
      return headingOfSigned(view, verdict)
    case 'forged':
      return { title: t.verify.forged, isGood: false }
  }
}

function headingOfSigned({ t }: View, { revoked, parts }: Signed): { title: string; isGood: boolean } {
  if (revoked) return { title: t.verify.signedRevoked, isGood: false }
  const isWhole = !parts.some(part => part.revoked)
  return { title: isWhole ? t.verify.signed : t.verify.signedPartly, isGood: isWhole }
}

function Explained({ view, verdict }: { view: View; verdict: UploadVerdict }) {
  const { t } = view
  switch (verdict.kind) {
    case 'genuine':
      return (
        <>
          <p>{t.verify.sameBytes}</p>
          <DocumentFacts view={view} found={verdict.found} />
        </>
      )
    case 'changed':
      return (
        <>
          <p>{t.verify.changedText}</p>
          <h2>{t.verify.original}</h2>
          <p>
            <b>
              <Mixed view={view} text={verdictOf(view, verdict.found)} />
            </b>
          </p>
          <DocumentFacts view={view} found={verdict.found} />
          <Hash view={view} sha256={verdict.sha256} />
        </>
      )
    case 'unknown':
      return (
        <>
          <p>{t.verify.unknownFileText}</p>
          <Hash view={view} sha256={verdict.sha256} />
        </>
      )
    case 'signed':
      return (
        <>
          <CredentialFacts view={view} credential={verdict.credential} />
          <Parts view={view} parts={verdict.parts} />
        </>
      )
    case 'forged':
      return (
        <>
          <p>{t.verify.forgedWhy[verdict.code] ?? t.verify.forgedWhy.other}</p>
          <p>{t.verify.forgedText}</p>
        </>
      )
  }
}

const Hash = ({ view, sha256 }: { view: View; sha256: string }) => (
  <details>
    <summary>
      <span>{view.t.verify.yourHash}</span>
    </summary>
    <p>
      <code>{sha256}</code>
    </p>
  </details>
)

type Signed = Extract<UploadVerdict, { kind: 'signed' }>

function CredentialFacts({ view, credential }: { view: View; credential: Signed['credential'] }) {
  const { t, say } = view
  const { creditsEarned, licenseNumber } = credential.credentialSubject
  const rows: [string, string, boolean][] = [
    [t.verify.programme, credential.name ?? '', true],
    ...(typeof creditsEarned === 'number'
      ? [[t.verify.hours, String(creditsEarned), false] as [string, string, boolean]]
      : []),
    ...(typeof licenseNumber === 'string'
      ? [[t.verify.number, licenseNumber, true] as [string, string, boolean]]
      : []),
    [t.verify.issuer, credential.issuer.name, true],
    [t.verify.issuedOn, say.dateLong(credential.validFrom.slice(0, 10)), false],
  ]
  return (
    <>
      <p>{t.verify.signedText}</p>
      <dl>
        {rows.map(([label, value, isContent]) => (
          <>
            <dt>{label}</dt>
            <dd {...(isContent ? contentLang(view) : {})}>{value}</dd>
          </>
        ))}
      </dl>
    </>
  )
}

/** Of a book: each entry and document with what has become of it. */
function Parts({ view, parts }: { view: View; parts: Signed['parts'] }) {
  const { t } = view
  if (parts.length === 0) return null
  return (
    <section aria-labelledby="parts-title">
      <h2 id="parts-title">{t.verify.parts}</h2>
      <ul class="plain-list">
        {parts.map(({ credential, revoked }) => (
          <li key={credential.id}>
            <span {...contentLang(view)}>{partText(view, credential)}</span>
            <b class={revoked ? 'bad' : 'good'}>{revoked ? t.verify.partRevoked : t.verify.partHolds}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** «Смешанное обучение · 8 ч · ПК-2026-000101 · » */
function partText({ say }: View, { name = '', credentialSubject }: Signed['credential']): string {
  const { creditsEarned, licenseNumber } = credentialSubject
  const hours = typeof creditsEarned === 'number' ? [say.hours(parseHours(String(creditsEarned)))] : []
  const number = typeof licenseNumber === 'string' ? [licenseNumber] : []
  return [name, ...hours, ...number, ''].join(' · ')
}

/** Nothing usable came: the form again, with what was wrong. */
export function FileProblemPage({ view, problem }: { view: View; problem: string }) {
  return (
    <Shell view={view} title={view.t.verify.title} isError bare>
      <ErrorSummary view={view} errors={{ file: problem }} />
      <h1 tabIndex={-1}>{view.t.verify.title}</h1>
      <FileForm view={view} problem={problem} />
      <p>
        <a href={view.lang === 'en' ? '/verify?lang=en' : '/verify'}>{view.t.verify.byCode}</a>
      </p>
    </Shell>
  )
}
