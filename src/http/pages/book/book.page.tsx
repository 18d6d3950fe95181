import type { CourseLink } from '#administration/course-links'
import type { BookLine, BooksView, BookView } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { nestQuotes } from '#domain/texts/quotes'
import { HoursBar, Legend, Patterns } from '../../ui/book/bar.tsx'
import { BookFiles, BookPdf } from '../../ui/book/book-files.tsx'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { type AskedLines, lineHref, listLines } from '../../ui/book/listed-lines.ts'
import { moduleLink, needLinks, writerLinks } from '../../ui/book/need-links.ts'
import { OpenedModule } from '../../ui/book/opened-module.tsx'
import { PlannedList } from '../../ui/book/planned-list.tsx'
import { TimelinePicture } from '../../ui/book/timeline.tsx'
import { needsWhy, splitSentence } from '../../ui/book/why.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { Gate } from '../../ui/issue/gate.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { Lines } from './book-lines.tsx'

interface BookProps {
  view: View
  books: BooksView
  /** `null`: the actor's own. */
  learnerId: string | null
  asked: AskedLines
  /** Of mandatory modules that lack, for the learner. */
  courses: Readonly<Record<string, CourseLink>>
}

/** P1: how much is counted and what is still needed. */
export function BookPage(props: BookProps) {
  const { view, books, learnerId } = props
  return (
    <Shell view={view} title={view.t.book.title} nav={learnerId === null ? 'book' : 'learners'}>
      {books.book ? (
        <Book {...props} book={books.book} />
      ) : (
        <NoEnrolment view={view} books={books} own={learnerId === null} />
      )}
    </Shell>
  )
}

function Book({ view, books, book, learnerId, asked, courses }: BookProps & { book: BookView }) {
  const { t, say } = view
  const address: BookAddress = { learnerId, programmeId: book.programme.id }
  const sentence = say.sentence(book)
  const mayEnter = books.programmes.some(each => each.id === book.programme.id && each.mayEnter)
  const listed = listLines(book.lines, asked)
  const toLine = (line: BookLine, part: 'entry' | 'reason') =>
    lineHref(listed, line.entry.id, part, query => bookLink(view, address, '', query))
  const firstLeft = book.lines.find(needsWhy)
  return (
    <>
      <Programmes view={view} books={books} address={address} />
      <h1 tabIndex={-1}>{t.book.title}</h1>
      <AboutBook view={view} book={book} />
      <Issued view={view} book={book} />
      {book.certificate?.state !== 'issued' && <Lead view={view} sentence={sentence} />}
      <OpenedModule view={view} book={book} moduleId={asked.module} hrefOf={line => toLine(line, 'entry')} />
      <Patterns />
      <HoursBar view={view} progress={book.progress} sentence={sentence} />
      <Legend
        view={view}
        progress={book.progress}
        leftHref={firstLeft ? toLine(firstLeft, 'reason') : null}
      />
      {book.lines.length > 0 && (
        <p class="screen">
          <a href={bookLink(view, address, '/counted')}>{t.book.how}</a>
        </p>
      )}
      <div class="halves">
        <section aria-labelledby="needs">
          <h2 id="needs">{t.book.needs}</h2>
          <Gate
            view={view}
            requirements={book.progress.requirements}
            book={book}
            linkTo={id => bookLink(view, address, `/entries/${id}`)}
            courses={courses}
            {...(learnerId !== null && mayEnter && { needs: writerLinks(view, address) })}
            {...(learnerId === null && {
              needs: needLinks(view, book.programme.id),
              moduleHref: moduleLink(view, book.programme.id),
            })}
          />
        </section>
        <section aria-labelledby="time">
          <h2 id="time">{t.book.time}</h2>
          <TimelinePicture view={view} book={book} />
          <PlannedList view={view} planned={book.planned} isOwn={learnerId === null} />
        </section>
      </div>
      <Lines
        view={view}
        book={book}
        programmes={books.programmes}
        address={address}
        asked={asked}
        listed={listed}
      />
      <div class="actions">
        {mayEnter && (
          <a class="button main" href={bookLink(view, address, '/proof')}>
            {t.proof.add}
          </a>
        )}
        <BookPdf view={view} address={address} />
        <a class="button" href={bookLink(view, address, '/shares')}>
          {t.share.button}
        </a>
      </div>
      <div class="actions">
        <a class="button" href={bookLink(view, address, '/records')}>
          {t.records.title}
        </a>
        {(learnerId !== null || book.duplicateOf) && (
          <a class="button" href={bookLink(view, address, '/duplicate')}>
            {t.duplicate.button}
          </a>
        )}
        <BookFiles view={view} address={address} enrolmentId={book.enrolment.id} />
      </div>
    </>
  )
}

export function AboutBook({ view, book }: { view: View; book: BookView }) {
  const regulation = view.lang === 'ru' ? book.regulation.shortRu : book.regulation.shortEn
  return (
    <p class="muted">
      <span {...contentLang(view)}>{fullName(book.person)}</span>
      {' · '}
      <Mixed
        view={view}
        text={nestQuotes(
          view.t.book.about(book.programme.title, regulation, view.say.dateLong(book.enrolment.enrolledOn)),
        )}
      />
      {book.duplicateOf && (
        <b>
          {' · '}
          {view.t.duplicate.bears(book.duplicateOf.number, view.say.date(book.duplicateOf.on))}
        </b>
      )}
    </p>
  )
}

function Lead({ view, sentence }: { view: View; sentence: string }) {
  const [first, rest] = splitSentence(sentence)
  return (
    <p class="lead">
      <b>
        <Mixed view={view} text={first} />
      </b>{' '}
      <Mixed view={view} text={rest} />
    </p>
  )
}

function Issued({ view, book }: { view: View; book: BookView }) {
  const { certificate } = book
  if (certificate?.state !== 'issued' || !certificate.snapshot) return null
  const { registrationNumber, issuedOn } = certificate.snapshot
  return (
    <div class="note">
      <p>
        <b>{view.t.book.issued(registrationNumber, view.say.dateLong(issuedOn))}</b> {view.say.surplus(book)}
      </p>
      <div class="actions">
        <FileLink view={view} path={`/certificates/${certificate.id}/pdf`} main>
          {view.t.book.download}
        </FileLink>
        <a class="button" target="_blank" rel="noopener" href={`/verify/${certificate.verificationCode}`}>
          {view.t.book.verify}
        </a>
      </div>
    </div>
  )
}

function Programmes({ view, books, address }: { view: View; books: BooksView; address: BookAddress }) {
  if (books.programmes.length < 2) return null
  return (
    <form method="get" class="filters">
      <div>
        <label for="programme">{view.t.book.programme}</label>
        <select id="programme" name="programme" {...contentLang(view)}>
          {books.programmes.map(({ id, title }) => (
            <option value={id} selected={id === address.programmeId}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button type="submit">{view.t.book.open}</button>
      </div>
    </form>
  )
}

function NoEnrolment({ view, books, own }: { view: View; books: BooksView; own: boolean }) {
  const { t } = view
  return (
    <>
      <h1 tabIndex={-1}>{t.book.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(books.person)}
      </p>
      {own ? (
        <Empty view={view} title={t.book.noEnrolment} text={t.book.noEnrolmentText}>
          <a class="button" href={`${view.base}/book`}>
            {t.book.lookAgain}
          </a>
        </Empty>
      ) : (
        <Empty view={view} title={t.book.noEnrolmentOther} text={t.book.noEnrolmentOtherText}>
          <a class="button" href={`${view.base}/learners`}>
            {t.book.toLearners}
          </a>
        </Empty>
      )}
    </>
  )
}
