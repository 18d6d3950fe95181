import { contentLang } from '../ui/book-link.ts'
import { ErrorSummary, Field } from '../ui/form.tsx'
import { Mixed } from '../ui/mixed.tsx'
import { Shell } from '../ui/shell.tsx'
import type { UploadVerdict } from '../uploaded-document.ts'
import type { View } from '../view.ts'
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
      <div class={`note verdict${isGood ? '' : ' problem'}`}>
        <h1 tabIndex={-1}>
          <span aria-hidden="true">{isGood ? '✓ ' : '× '}</span>
          <Mixed view={view} text={title} />
        </h1>
      </div>
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
      return verdict.revoked
        ? { title: t.verify.signedRevoked, isGood: false }
        : { title: t.verify.signed, isGood: true }
    case 'forged':
      return { title: t.verify.forged, isGood: false }
  }
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
      return <CredentialFacts view={view} credential={verdict.credential} />
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

type Signed = Extract<UploadVerdict, { kind: 'signed' }>['credential']

function CredentialFacts({ view, credential }: { view: View; credential: Signed }) {
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
