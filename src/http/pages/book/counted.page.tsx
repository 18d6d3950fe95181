import type { BookLine, BookView } from '#credits/contract'
import { type Hours, sumHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { LinePages, LinesShown } from '../../ui/book/line-pages.tsx'
import { type AskedLines, type ListedLines, listLines } from '../../ui/book/listed-lines.ts'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface CountedProps {
  view: View
  book: BookView
  address: BookAddress
  asked: AskedLines
}

/** «Как посчитано»: every line with its term, in order, ending in the same total. */
export function CountedPage({ view, book, address, asked }: CountedProps) {
  const { t } = view
  const lines = [...book.lines].sort((a, b) => a.number - b.number)
  return (
    <Shell view={view} title={t.book.how} nav={address.learnerId === null ? 'book' : 'learners'}>
      <p class="crumb">
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>{t.book.how}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(book.person)} · {book.programme.title}
      </p>
      {lines.length > 0 ? (
        <>
          <p>{t.book.howIntro}</p>
          <Sums view={view} book={book} address={address} lines={lines} listed={listLines(lines, asked)} />
        </>
      ) : (
        <p>{t.book.none}</p>
      )}
    </Shell>
  )
}

interface SumsProps extends Pick<CountedProps, 'view' | 'book' | 'address'> {
  lines: readonly BookLine[]
  listed: ListedLines
}

function Sums({ view, book, address, lines, listed }: SumsProps) {
  const { t } = view
  return (
    <>
      <LinesShown view={view} listed={listed} />
      <table class="stack sums" id="sums" role="table">
        <Heads of={[t.no, t.book.entry, t.book.howClaimed, t.book.howCounted]} numeric={[2, 3]} />
        <tbody role="rowgroup">
          {listed.lines.map(line => (
            <Term key={line.entry.id} view={view} line={line} address={address} />
          ))}
        </tbody>
        <tfoot role="rowgroup">
          {partSums(t.book, lines, listed).map(([words, hours]) => (
            <Sum key={words} view={view} words={words} hours={hours} />
          ))}
          <Sum view={view} words={t.book.howTotal} hours={book.progress.hours.counted} />
        </tfoot>
      </table>
      <LinePages
        view={view}
        listed={listed}
        hrefOf={page => `${bookLink(view, address, '/counted', { page: String(page) })}#sums`}
      />
    </>
  )
}

/** Where a page lists a part, what the others give: so that the sum can be checked on each. */
function partSums(
  { howBefore, howHere, howAfter }: View['t']['book'],
  all: readonly BookLine[],
  { lines, before, count }: ListedLines,
): [words: string, hours: Hours][] {
  if (lines.length === count) return []
  const parts: [words: string, lines: readonly BookLine[]][] = [
    [howBefore, all.slice(0, before)],
    [howHere, lines],
    [howAfter, all.slice(before + lines.length)],
  ]
  return parts.filter(([, some]) => some.length > 0).map(([words, some]) => [words, countedOf(some)])
}

const countedOf = (lines: readonly BookLine[]): Hours => sumHours(lines.map(line => line.counted.counted))

function Term({ view, line, address }: { view: View; line: BookLine; address: BookAddress }) {
  const { entry, counted, number } = line
  const { t, say } = view
  return (
    <tr role="row">
      <td role="cell" class="no">
        {number}
      </td>
      <td role="cell">
        <a href={bookLink(view, address, `/entries/${entry.id}`)} {...contentLang(view)}>
          {entry.title}
        </a>
        {counted.reason && (
          <small class="below">
            <Mixed view={view} text={say.reason(line)?.text ?? ''} />
          </small>
        )}
      </td>
      <td role="cell" class="num" data-label={t.book.howClaimed}>
        {say.number(entry.hours)}
        <Unit view={view} />
      </td>
      <td role="cell" class="num">
        <b>
          {say.number(counted.counted)}
          <Unit view={view} />
        </b>
      </td>
    </tr>
  )
}

const Sum = ({ view, words, hours }: { view: View; words: string; hours: Hours }) => (
  <tr role="row">
    <th role="rowheader" scope="row" colSpan={3}>
      {words}
    </th>
    <td role="cell" class="num">
      <b>
        {view.say.number(hours)}
        <Unit view={view} />
      </b>
    </td>
  </tr>
)

/** On a phone, where no head says what the numbers are. */
const Unit = ({ view }: { view: View }) => <span class="unit"> {view.t.hourUnit}</span>
