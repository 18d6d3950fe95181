import type { ConsentsView, ConsentView } from '#credits/consents/contract'
import type { Certificate } from '#store/ports/certificates'
import type { ConsentStep } from '#store/ports/consents'
import { BookFiles, BookPdf } from '../../ui/book/book-files.tsx'
import { contentLang } from '../../ui/book/book-link.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export const DOCUMENTS_DONE = ['given', 'withdrawn', 'recorded'] as const
export type DocumentsDone = (typeof DOCUMENTS_DONE)[number] | null

interface DocumentsProps {
  view: View
  /** Of the site, for links that are given away. */
  publicUrl: string
  certificates: readonly Certificate[]
  programmes: readonly { id: string; title: string }[]
  consents: ConsentsView
  done: DocumentsDone
}

/** What was issued to the person, what they agreed to, and what is stored of them. */
export function DocumentsPage(props: DocumentsProps) {
  const { view, programmes, consents, done } = props
  const { t } = view
  return (
    <Shell view={view} title={t.documents.title} nav="documents">
      <Done view={view} done={done} />
      <h1 tabIndex={-1}>{t.documents.title}</h1>
      <Issued {...props} />
      {programmes.length > 0 && <Files view={view} programmes={programmes} />}
      <section aria-labelledby="consents">
        <h2 id="consents">{t.documents.consents}</h2>
        <p>{t.documents.consentsAbout}</p>
        <ul class="cards">
          {consents.consents.map(each => (
            <Consent key={each.purpose} view={view} consent={each} />
          ))}
        </ul>
        <History view={view} consents={consents} />
      </section>
      <section aria-labelledby="data">
        <h2 id="data">{t.documents.data}</h2>
        <p>{t.documents.dataAbout}</p>
        <div class="actions">
          <a class="button" href={`${view.base}/data`}>
            {t.documents.dataShow}
          </a>
          <FileLink view={view} path="/data.json">
            {t.documents.dataJson}
          </FileLink>
        </div>
        <p class="muted">{t.documents.eraseAbout}</p>
      </section>
    </Shell>
  )
}

export function Done({ view, done }: { view: View; done: DocumentsDone }) {
  if (!done) return null
  return (
    <p class="note" role="status" id="notice" tabIndex={-1}>
      {view.t.documents.done[done]}
    </p>
  )
}

function Issued({ view, publicUrl, certificates, programmes }: DocumentsProps) {
  const { t } = view
  return (
    <section aria-labelledby="issued">
      <h2 id="issued">{t.documents.issued}</h2>
      {certificates.length === 0 && (
        <Empty view={view} title={t.documents.none} text={t.documents.noneText}>
          {programmes.length > 0 && (
            <a class="button" href={`${view.base}/book#needs`}>
              {t.documents.whatIsMissing}
            </a>
          )}
        </Empty>
      )}
      <ul class="cards">
        {certificates.map(each => (
          <IssuedOne key={each.id} view={view} publicUrl={publicUrl} certificate={each} />
        ))}
      </ul>
    </section>
  )
}

interface IssuedOneProps {
  view: View
  publicUrl: string
  certificate: Certificate
}

function IssuedOne({ view, publicUrl, certificate }: IssuedOneProps) {
  const { t, say } = view
  const { id, snapshot, status, verificationCode } = certificate
  if (!snapshot) return null
  const number = snapshot.registrationNumber
  const file = `/certificates/${encodeURIComponent(id)}`
  return (
    <li>
      <div>
        <b {...contentLang(view)}>
          {snapshot.documentTitle} № {number}
        </b>{' '}
        {t.documents.of(say.date(snapshot.issuedOn))}:{' '}
        <span class={status === 'valid' ? 'good' : 'warn'}>{t.documents.status[status]}</span>
        <small class="below" {...contentLang(view)}>
          {snapshot.programme.title}
        </small>
        <div class="actions">
          <FileLink view={view} path={`${file}/pdf`}>
            {t.documents.pdf}
            <span class="vh">: {number}</span>
          </FileLink>
          {certificate.kind !== 'statement' && (
            <FileLink view={view} path={`${file}/credential.jwt`}>
              {t.documents.credential}
              <span class="vh">: {number}</span>
            </FileLink>
          )}
          <a class="button" href={`/verify/${verificationCode}`} target="_blank" rel="noopener">
            {t.documents.check}
            <span class="vh">: {number}</span>
          </a>
        </div>
        <CopyField
          view={view}
          id={`link-${id}`}
          label={t.documents.link(number)}
          value={`${publicUrl}/verify/${verificationCode}`}
        />
      </div>
    </li>
  )
}

function Files({ view, programmes }: Pick<DocumentsProps, 'view' | 'programmes'>) {
  const { t } = view
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t.documents.files}</h2>
      {programmes.map(({ id, title }) => (
        <div key={id}>
          <h3 {...contentLang(view)}>{title}</h3>
          <div class="actions">
            <BookPdf view={view} address={{ learnerId: null, programmeId: id }} />
            <BookFiles view={view} address={{ learnerId: null, programmeId: id }} />
            <a class="button" href={`${view.base}/book/shares?${new URLSearchParams({ programme: id })}`}>
              {t.documents.share}
            </a>
          </div>
        </div>
      ))}
      <p class="muted">{t.documents.shareAbout}</p>
    </section>
  )
}

function Consent({ view, consent }: { view: View; consent: ConsentView }) {
  const { t, base, lang } = view
  const { purpose, given, text, outdated } = consent
  const path = `${base}/documents/consents/${purpose}`
  const title = text.title[lang]
  return (
    <li>
      <div>
        <b>{title}</b>: <ConsentState view={view} consent={consent} />
        <small class="below">{effectOf(view, consent)}</small>
        {outdated && <p class="warn">{t.documents.outdated}</p>}
      </div>
      <div class="actions">
        {(!given || outdated) && (
          <a class="button" href={path}>
            {given ? t.documents.readAgain : t.documents.read}
            <span class="vh">: {title}</span>
          </a>
        )}
        {given && (
          <a class="button" href={`${path}?withdraw=yes`}>
            {t.documents.withdraw}
            <span class="vh">: {title}</span>
          </a>
        )}
      </div>
    </li>
  )
}

/** What the consent does now; before it was ever given, what it would do. */
function effectOf({ t, lang }: View, { given, last, text }: ConsentView): string {
  if (given) return text.given[lang]
  return last ? text.withdrawn[lang] : `${t.documents.whenGiven} ${text.given[lang]}`
}

export function ConsentState({ view, consent: { given, last } }: { view: View; consent: ConsentView }) {
  const { t } = view
  if (!last) return <span>{t.documents.notGiven}</span>
  const day = dayOf(view, last.at)
  return given ? (
    <span class="good">✓ {t.documents.given(day)}</span>
  ) : (
    <span class="warn">{t.documents.withdrawn(day)}</span>
  )
}

/** Every step, newest first. */
export function History({ view, consents }: { view: View; consents: ConsentsView }) {
  const { t, lang } = view
  const titleOf = ({ purpose }: ConsentStep) =>
    consents.consents.find(each => each.purpose === purpose)?.text.title[lang] ?? purpose
  return (
    <details>
      <summary>
        <span>{t.documents.history}</span>
      </summary>
      {consents.history.length === 0 && <p>{t.documents.historyEmpty}</p>}
      <ul class="plain-list">
        {consents.history.map(step => (
          <li key={step.id}>
            {dayOf(view, step.at)} · {titleOf(step)}: {step.given ? t.documents.gave : t.documents.took},{' '}
            {step.way === 'self' ? (
              t.documents.bySelf
            ) : (
              <span {...contentLang(view)}>{t.documents.onPaper(step.byName, step.paper ?? '')}</span>
            )}{' '}
            · {t.documents.version(step.version)}
          </li>
        ))}
      </ul>
    </details>
  )
}
