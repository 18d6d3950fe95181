import type { BookLine, BooksView, BookView } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { nestQuotes } from '#domain/texts/quotes'
import type { SourceEvidence } from '#sync/evidence'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { signatureText } from '../../ui/book/lines.tsx'
import { Remind } from '../../ui/book/remind.tsx'
import { SourcePart } from '../../ui/book/source-part.tsx'
import { needsWhy, StatusBadge, WhyText, whyTitle } from '../../ui/book/why.tsx'
import { whyLinks } from '../../ui/book/why-links.ts'
import { fieldValue } from '../../ui/field-value.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { ScanLinks } from '../../ui/papers/scan-links.tsx'
import { DifferenceTable } from '../../ui/queue/difference-table.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../../view.ts'

interface EntryProps {
  view: View
  book: BookView
  /** All books of the same person. */
  programmes: BooksView['programmes']
  line: BookLine
  address: BookAddress
  /** The actor may decide on it. */
  canDecide: boolean
  /** The curator was reminded a moment ago (`now`) or had been already (`before`). */
  reminded: 'now' | 'before' | null
  /** What the source sent, if one did. */
  source: SourceEvidence | null
  /** Where the queue stood, without the base, of whoever came from there. */
  queue: string | null
}

/** P2 under its own address, so that it can be sent: one entry, why it counts so, who did what. */
export function EntryPage(props: EntryProps) {
  const { view, book, programmes, line, address, canDecide, source, queue } = props
  const { t, say } = view
  const { entry } = line
  const title = `${t.book.entryTitle(line.number)}: ${entry.title}`
  const links = whyLinks(view, address, programmes)
  const to = (rest: string, query = {}) => bookLink(view, address, `/entries/${entry.id}${rest}`, query)
  const decide = (rest: string) => to(rest, queue === null ? {} : { return: queue })
  return (
    <Shell view={view} title={title} nav={address.learnerId === null ? 'book' : queue ? 'queue' : 'learners'}>
      <RemindedNotice {...props} />
      <p class="crumb">
        {queue && (
          <>
            <a href={view.base + queue}>{t.queue.backToQueue}</a> ·{' '}
          </>
        )}
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>
        {t.book.entryTitle(line.number)}: <span {...contentLang(view)}>{entry.title}</span>
      </h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(book.person)} · {book.programme.title}
      </p>
      <p>
        <StatusBadge view={view} line={line} />
      </p>
      <Differs view={view} line={line} />
      {line.counted.reason && (
        <section aria-labelledby={needsWhy(line) ? 'why' : undefined}>
          {needsWhy(line) && <h2 id="why">{whyTitle(line, view)}</h2>}
          <WhyText view={view} line={line} links={links} />
        </section>
      )}
      <Remind view={view} line={line} links={links} />
      <dl>
        <dt>{t.proof.kind}</dt>
        <dd>{say.kind(entry.kind)}</dd>
        <dt>{t.book.columns.form}</dt>
        <dd>{say.form(entry.form)}</dd>
        <dt>{t.book.columns.hours}</dt>
        <dd>{say.hours(entry.hours)}</dd>
        <dt>{t.book.columns.date}</dt>
        <dd>{say.dateLong(entry.date)}</dd>
        <dt>{t.book.columns.provider}</dt>
        <dd {...contentLang(view)}>{entry.provider}</dd>
        <dt>{t.book.columns.document}</dt>
        <dd>{entry.document ? <span {...contentLang(view)}>{entry.document}</span> : t.book.noDocument}</dd>
      </dl>
      <Evidence view={view} line={line} href={to('/scan')} picture={to('/scan', { as: 'picture' })} />
      {entry.origin.type === 'act' && address.learnerId !== null && (
        <p>
          <a href={`${view.base}/acts/${entry.origin.actId}`}>{t.acts.toAct}</a>
        </p>
      )}
      {canDecide && entry.status === 'imported' && (
        <div class="actions">
          <a class="button main" href={decide('/accept')}>
            {t.queue.accept(say.number(entry.hours))}
          </a>
          <a class="button" href={decide('/correct')}>
            {t.queue.correct}
          </a>
          <a class="button" href={decide('/reject')}>
            {t.queue.reject}
          </a>
        </div>
      )}
      {canDecide && entry.status === 'confirmed' && (
        <div class="actions">
          <a class="button" href={decide('/correct')}>
            {t.queue.correct}
          </a>
        </div>
      )}
      {entry.status === 'confirmed' && (
        <div class="actions">
          <FileLink view={view} path={`/entries/${encodeURIComponent(entry.id)}/credential.jwt`}>
            {t.documents.credential}
          </FileLink>
        </div>
      )}
      {source && <SourcePart view={view} source={source} />}
      <Signed view={view} line={line} />
      <History view={view} line={line} />
    </Shell>
  )
}

/** What the button did, and when it will do so again. */
function RemindedNotice({ view, line: { wait }, reminded }: EntryProps) {
  if (reminded === null || wait?.remindedOn === undefined) return null
  const { book } = view.t
  const until = view.say.dateLong(wait.remindFrom)
  return (
    <p class="note" role="status" id="notice" tabIndex={-1}>
      {reminded === 'now'
        ? book.remindedNow(until)
        : book.remindedBefore(view.say.dateLong(wait.remindedOn), until)}
    </p>
  )
}

/** What the book has, and what the source says of it now. */
function Differs({ view, line: { entry } }: { view: View; line: BookLine }) {
  const { t } = view
  if (!entry.differs?.length) return null
  const fields = entry.differs.map(({ field, was, now }) => ({
    label: t.queue[field],
    was: fieldValue(view, field, was),
    now: fieldValue(view, field, now),
  }))
  return (
    <section aria-labelledby="differs">
      <h2 id="differs">{t.book.differsHow}</h2>
      <DifferenceTable view={view} fields={fields} heads={{ was: t.book.inBook, now: t.book.inSource }} />
      <p class="muted">{t.book.differsNext}</p>
    </section>
  )
}

/** The paper behind the line: a picture to look at, a PDF to download. */
function Evidence({
  view,
  line,
  href,
  picture,
}: {
  view: View
  line: BookLine
  href: string
  picture: string
}) {
  const { scan } = line.entry
  if (!scan) return null
  const { proof } = view.t
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{proof.evidence}</h2>
      {scan.type.startsWith('image/') && (
        <a href={picture}>
          <img class="scan" src={picture} alt={proof.evidenceAlt(scan.name)} {...contentLang(view)} />
        </a>
      )}
      <p class="actions">
        <ScanLinks view={view} scan={scan} path={href} />
        <span class="muted" {...contentLang(view)}>
          {scan.name}
        </span>
      </p>
      <details>
        <summary>
          <span>{proof.fingerprint}</span>
        </summary>
        <p>
          <code>{scan.sha256}</code>
        </p>
      </details>
    </section>
  )
}

/** Who signed the line, and whether its hash still fits. */
function Signed({ view, line: { signature } }: { view: View; line: BookLine }) {
  if (!signature) return null
  const { book } = view.t
  const words = {
    fits: book.signatureFits,
    broken: book.signatureBroken,
    unhashed: book.signatureUnhashed,
  }[signature.state]
  return (
    <section aria-labelledby="signature">
      <h2 id="signature">{book.signature}</h2>
      <p>
        <Mixed view={view} text={signatureText(view, signature)} />
      </p>
      <p class={signature.state === 'broken' ? 'bad' : 'muted'}>{words}</p>
      {signature.hash && (
        <p>
          SHA-256: <code>{signature.hash}</code>
        </p>
      )}
    </section>
  )
}

function History({ view, line }: { view: View; line: BookLine }) {
  const { t, say, timeZone } = view
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.book.history}</h2>
      <ol class="history">
        {line.entry.history.map(change => {
          const at = new Date(change.at)
          return (
            <li>
              <b>{say.action(change.action)}</b> {say.date(dateIn(timeZone, at))}, {timeIn(timeZone, at)}:{' '}
              <span {...contentLang(view)}>{change.byName}</span> ({say.role(change.byRole)})
              {change.reason && <span {...contentLang(view)}>: {nestQuotes(`«${change.reason}»`)}</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
