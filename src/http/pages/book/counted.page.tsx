import type { BookView } from '#credits/contract'
import { fullName } from '#domain/full-name'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** «Как посчитано»: every line with its term, in order, ending in the same total. */
export function CountedPage({ view, book, address }: { view: View; book: BookView; address: BookAddress }) {
  const { t, say } = view
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
      <p>{t.book.howIntro}</p>
      <table class="stack sums" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t.no}
            </th>
            <th role="columnheader" scope="col">
              {t.book.entry}
            </th>
            <th role="columnheader" scope="col" class="num">
              {t.book.howClaimed}
            </th>
            <th role="columnheader" scope="col" class="num">
              {t.book.howCounted}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map(line => (
            <tr role="row" key={line.entry.id}>
              <td role="cell" class="no">
                {line.number}
              </td>
              <td role="cell">
                <a href={bookLink(view, address, `/entries/${line.entry.id}`)} {...contentLang(view)}>
                  {line.entry.title}
                </a>
                {line.counted.reason && (
                  <small class="below">
                    <Mixed view={view} text={view.say.reason(line)?.text ?? ''} />
                  </small>
                )}
              </td>
              <td role="cell" class="num">
                {say.number(line.entry.hours)}
              </td>
              <td role="cell" class="num">
                <b>{say.number(line.counted.counted)}</b>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th role="rowheader" scope="row" colSpan={3}>
              {t.book.howTotal}
            </th>
            <td role="cell" class="num">
              <b>{say.number(book.progress.hours.counted)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </Shell>
  )
}
