import type { BookLine } from '#credits/contract'
import type { LineSignature } from '#domain/entries/signature'
import type { View } from '../../view.ts'
import { dateIn } from '../../view.ts'
import { shortDocument } from '../document.ts'
import { Mixed } from '../mixed.tsx'
import { contentLang } from './book-link.ts'
import { Remind } from './remind.tsx'
import { needsWhy, StatusBadge, WhyText, whyTitle } from './why.tsx'
import type { WhyLinks } from './why-links.ts'

/** The book's lines in the eight columns of the typical form (Приложение 2); cards on a phone. */
export function LinesTable({ view, lines, open, module = null, links }: LinesProps) {
  const { columns } = view.t.book
  const heads = [
    columns.title,
    columns.form,
    columns.hours,
    columns.date,
    columns.provider,
    columns.document,
    columns.signed,
  ]
  const classes = ['ttl', '', 'num', '', '', '', 'sig']
  return (
    <table class="stack lines" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {view.t.no}
          </th>
          {heads.map((head, i) => (
            <th role="columnheader" scope="col" class={classes[i]}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map(line => (
          <LineRows
            key={line.entry.id}
            view={view}
            line={line}
            open={open === line.entry.id}
            isAt={module !== null && line.entry.moduleId === module}
            links={links}
          />
        ))}
      </tbody>
    </table>
  )
}

interface LinesProps {
  view: View
  lines: readonly BookLine[]
  /** Entry whose reason stands unfolded. */
  open: string | null
  /** Its lines stand out. */
  module?: string | null
  links: WhyLinks
}

function LineRows({
  view,
  line,
  open,
  isAt,
  links,
}: {
  view: View
  line: BookLine
  open: boolean
  isAt: boolean
  links: WhyLinks
}) {
  const { entry } = line
  const { t, say } = view
  const why = needsWhy(line)
  return (
    <>
      <tr role="row" id={`entry-${entry.id}`} class={[why && 'open', isAt && 'at'].filter(Boolean).join(' ')}>
        <td role="cell" class="no">
          {line.number}
        </td>
        <td role="cell">
          <b {...contentLang(view)}>
            <a href={links.entry(entry.id)}>{entry.title}</a>
          </b>
          <small>{say.kind(entry.kind)}</small>
        </td>
        <td role="cell" class="meta">
          {say.form(entry.form)}
        </td>
        <td role="cell" class="num meta">
          {say.number(entry.hours)}
          <span class="unit"> {view.t.hourUnit}</span>
        </td>
        <td role="cell" class="meta date">
          {say.date(entry.date)}
        </td>
        <td role="cell" class="meta" {...contentLang(view)}>
          {entry.provider}
        </td>
        <td role="cell" class="meta last" {...contentLang(view)}>
          {entry.document ? shortDocument(entry.document) : <span lang={view.lang}>{t.book.noDocument}</span>}
        </td>
        <td role="cell">
          <StatusBadge view={view} line={line} />
          <Signature view={view} line={line} links={links} />
        </td>
      </tr>
      {why && (
        <tr role="row" class="why-row">
          <td role="cell" class="no" />
          <td role="cell" colSpan={7}>
            <details id={`why-${entry.id}`} open={open}>
              <summary>
                <span>{whyTitle(line, view)}</span>
              </summary>
              <WhyText view={view} line={line} links={links} />
            </details>
          </td>
        </tr>
      )}
    </>
  )
}

/** Who confirmed it, in which role, when: shown on paper; of a pending one how long it waits, and what can be done. */
function Signature({ view, line, links }: { view: View; line: BookLine; links: WhyLinks }) {
  const { entry } = line
  if (entry.status === 'imported') {
    return (
      <>
        <small>
          <Mixed view={view} text={waitText(view, line)} />
        </small>
        <Remind view={view} line={line} links={links} />
      </>
    )
  }
  if (!line.signature) return null
  return (
    <small class="prints">
      <Mixed view={view} text={signatureText(view, line.signature)} />
      {line.signature.hash && (
        <>
          {' '}
          <code>{shortHash(line.signature.hash)}</code>
        </>
      )}
      {line.signature.state === 'broken' && <b class="bad"> {view.t.book.signatureBroken}</b>}
    </small>
  )
}

function waitText(view: View, line: BookLine): string {
  const { say, t, timeZone } = view
  const { counted, wait, entry } = line
  const came = () => t.book.came(say.date(dateIn(timeZone, new Date(entry.createdAt))))
  const isPlain = counted.reason === 'not-confirmed'
  const parts = [
    isPlain ? say.reason(line)?.text : came(),
    !isPlain && wait && say.usually(wait.days),
    wait?.remindedOn !== undefined && t.book.remindedOn(say.date(wait.remindedOn)),
  ]
  return parts.filter(Boolean).join(' ')
}

/** Enough to compare by eye; the whole stands on the entry's page. */
const shortHash = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')

export const signatureText = (view: View, { byName, byRole, at }: LineSignature): string =>
  view.t.book.signed(byName, view.say.role(byRole), view.say.date(dateIn(view.timeZone, new Date(at))))
