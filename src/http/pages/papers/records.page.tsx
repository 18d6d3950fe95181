import type { RecordsView } from '#credits/records/contract'
import { fullName } from '#domain/names/full-name'
import { isWithdrawn, RECORD_KINDS, type RecordKind } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { type BookAddress, bookLink, bookPath, contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { EnrolmentPack } from '../../ui/papers/enrolment-pack.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface RecordsProps {
  view: View
  records: RecordsView
  address: BookAddress
  saved: boolean
}

/** «Этапы и диагностика»: what the regulation asks for, what is recorded, and the way to record. */
export function RecordsPage(props: RecordsProps) {
  const { view, records, address, saved } = props
  const { t } = view
  return (
    <Shell view={view} title={t.records.title} nav={address.learnerId === null ? 'book' : 'learners'}>
      {saved && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.records.saved}</b>
        </p>
      )}
      <p class="crumb">
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>{t.records.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(records.learner)} · {records.programme.title}
      </p>
      <EarlierDiagnosis {...props} />
      {records.asked.length > 0 && <Asked {...props} />}
      {records.pack && (
        <EnrolmentPack view={view} address={address} pack={records.pack} canWrite={records.canWrite} />
      )}
      {records.papers.length > 0 && <Papers {...props} />}
      <section aria-labelledby="recorded">
        <h2 id="recorded">{t.records.list}</h2>
        {records.records.length === 0 ? <p>{t.records.none}</p> : <Table {...props} />}
      </section>
      {records.regulation.interview && <Interview {...props} />}
      {records.canWrite && <Others {...props} />}
    </Shell>
  )
}

const newLink = (view: View, address: BookAddress, kind: RecordKind) =>
  bookLink(view, address, '/records/new', { kind })

function Asked({ view, records, address }: RecordsProps) {
  const { t, say } = view
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t.records.asked}</h2>
      <ul class="gate">
        {records.asked.map(({ kind, clause }) => {
          const known = records.records.some(
            record => record.content.kind === kind && record.content.date && !isWithdrawn(record),
          )
          return (
            <li>
              <b class={known ? 'good' : 'bad'}>
                <span aria-hidden="true">{known ? '✓' : '×'}</span>
                <span class="vh">{known ? t.records.recorded : t.records.notRecorded}: </span>
              </b>
              <div>
                {t.records.kinds[kind]} <small>{say.clause(clause)}</small>
                {records.canWrite && (
                  <>
                    {' '}
                    <a href={newLink(view, address, kind)}>
                      {t.records.add}
                      <span class="vh"> {t.records.kinds[kind]}</span>
                    </a>
                  </>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Papers of the set with the day of each. */
function Papers({ view, records }: RecordsProps) {
  const { t, say } = view
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t.records.papers}</h2>
      <ul class="gate">
        {records.papers.map(({ title, date }) => (
          <li>
            <b class={date ? 'good' : 'bad'} aria-hidden="true">
              {date ? '✓' : '×'}
            </b>
            <div>
              {title[view.lang]} <small>{date ? say.date(date) : t.records.noPaper}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The cycle goes on: what the last programme ended with begins this one. */
function EarlierDiagnosis({ view, records, address }: RecordsProps) {
  const { t, say } = view
  const earlier = records.earlierDiagnosis
  if (!earlier) return null
  const { date = '', result } = earlier.record.content
  return (
    <div class="note" id="earlier">
      <p>
        <Mixed view={view} text={t.records.earlier(earlier.programme, say.date(date))} />
        {result && <span {...contentLang(view)}> {result}</span>}
      </p>
      {records.canWrite && (
        <a
          href={bookLink(view, address, '/records/new', {
            kind: 'diagnosis-before',
            from: earlier.record.id,
          })}
        >
          {t.records.takeEarlier}
        </a>
      )}
    </div>
  )
}

/** The regulation's form of the interview (Омск, приложение 3), with the answers recorded so far. */
function Interview({ view, address }: RecordsProps) {
  const { t } = view
  const path = (type: 'pdf' | 'xlsx') => bookPath(address, `/interview.${type}`)
  return (
    <section aria-labelledby="interview">
      <h2 id="interview">{t.forms.interview}</h2>
      <div class="actions">
        <FileLink view={view} path={path('pdf')}>
          {t.forms.interviewPdf}
        </FileLink>
        <FileLink view={view} path={path('xlsx')}>
          {t.forms.interviewXlsx}
        </FileLink>
      </div>
    </section>
  )
}

function Others({ view, records, address }: RecordsProps) {
  const asked = records.asked.map(({ kind }) => kind)
  return (
    <details>
      <summary>
        <span>{view.t.records.other}</span>
      </summary>
      <div class="actions">
        {RECORD_KINDS.filter(kind => !asked.includes(kind)).map(kind => (
          <a class="button" href={newLink(view, address, kind)}>
            {view.t.records.kinds[kind]}
          </a>
        ))}
      </div>
    </details>
  )
}

function Table({ view, records, address }: RecordsProps) {
  const { columns } = view.t.records
  return (
    <table class="stack" role="table">
      <Heads of={[columns.kind, columns.date, columns.result, columns.by]} />
      <tbody role="rowgroup">
        {records.records.map(record => (
          <Row key={record.id} view={view} record={record} address={address} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ view, record, address }: { view: View; record: BookRecord; address: BookAddress }) {
  const { t, say } = view
  const { kind, title, date, result } = record.content
  const last = record.history.at(-1)
  return (
    <tr role="row">
      <td role="cell">
        <a href={bookLink(view, address, `/records/${record.id}`)}>{t.records.kinds[kind]}</a>
        {title && (
          <small class="below" {...contentLang(view)}>
            {title}
          </small>
        )}
        {isWithdrawn(record) && <b class="bad remark">{t.records.withdrawn}</b>}
      </td>
      <td role="cell" class="meta">
        {date ? say.date(date) : t.records.planned}
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {result ?? '—'}
      </td>
      <td role="cell" class="meta last">
        <span {...contentLang(view)}>{last?.byName}</span>, {say.role(last?.byRole ?? '')}
      </td>
    </tr>
  )
}
