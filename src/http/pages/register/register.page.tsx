import type { RegisterLine } from '#credits/contract'
import type { RegisterGlance } from '#credits/register/contract'
import { parseHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { Empty } from '../../ui/empty.tsx'
import { Heads } from '../../ui/heads.tsx'
import { dayOf } from '../../ui/moment.ts'
import { FederalStrip } from '../../ui/register/federal-strip.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface RegisterFilter {
  search: string
  from: string
  to: string
  kind: string
  status: string
}

interface RegisterProps {
  view: View
  lines: readonly RegisterLine[]
  /** What of the filter's documents the federal register would refuse. */
  glance: RegisterGlance
  filter: RegisterFilter
  nextHref: string | null
}

/** P8: what was issued to whom. */
export function RegisterPage({ view, lines, glance, filter, nextHref }: RegisterProps) {
  const { t } = view
  const isNarrowed = Object.values(filter).some(Boolean)
  return (
    <Shell view={view} title={t.register.title} nav="register">
      <h1 tabIndex={-1}>{t.register.title}</h1>
      <p>
        <a href={`${view.base}/register/federal`}>{t.register.federal}</a>
      </p>
      <Filters view={view} filter={filter} />
      {lines.length === 0 && (isNarrowed ? <p>{t.register.nothingFound}</p> : <NothingYet view={view} />)}
      <FederalStrip view={view} glance={glance} period={filter} />
      {lines.length > 0 && <Lines view={view} lines={lines} />}
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

/** What will stand here, and the way to it for whoever issues. */
const NothingYet = ({ view }: { view: View }) => (
  <Empty view={view} title={view.t.register.empty} text={view.t.register.emptyText}>
    {view.actor?.roles.some(role => role === 'issuer' || role === 'administrator') && (
      <a class="button" href={`${view.base}/issue`}>
        {view.t.nav.issue}
      </a>
    )}
  </Empty>
)

function Filters({ view, filter }: Pick<RegisterProps, 'view' | 'filter'>) {
  const { t, base } = view
  return (
    <form method="get" action={`${base}/register`} class="filters" id="filters">
      <div>
        <label for="search">{t.register.search}</label>
        <input id="search" name="search" value={filter.search} maxLength={100} autocomplete="off" />
      </div>
      <div>
        <label for="from">{t.register.from}</label>
        <input id="from" name="from" type="date" value={filter.from} />
      </div>
      <div>
        <label for="to">{t.register.to}</label>
        <input id="to" name="to" type="date" value={filter.to} />
      </div>
      <Choice view={view} id="kind" label={t.register.kind} value={filter.kind} options={t.register.kinds} />
      <Choice
        view={view}
        id="status"
        label={t.register.status}
        value={filter.status}
        options={t.register.states}
      />
      <div class="actions">
        <button type="submit">{t.show}</button>
        <a class="button" href={`${base}/register`}>
          {t.register.clear}
        </a>
      </div>
    </form>
  )
}

interface ChoiceProps {
  view: View
  id: string
  label: string
  value: string
  options: Readonly<Record<string, string>>
}

const Choice = ({ view, id, label, value, options }: ChoiceProps) => (
  <div>
    <label for={id}>{label}</label>
    <select id={id} name={id}>
      <option value="">{view.t.register.anyStatus}</option>
      {Object.entries(options).map(([option, words]) => (
        <option value={option} selected={option === value}>
          {words}
        </option>
      ))}
    </select>
  </div>
)

function Lines({ view, lines }: Pick<RegisterProps, 'view' | 'lines'>) {
  const { t } = view
  const words = t.register
  const heads = [
    ...[words.number, words.date, words.holder, words.programme, words.hours],
    ...[words.kind, words.status, words.delivery],
  ]
  return (
    <table class="stack" role="table">
      <Heads of={heads} numeric={[heads.indexOf(words.hours)]} />
      <tbody role="rowgroup">
        {lines.map(line => (
          <Row key={line.certificate.id} view={view} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ view, line: { certificate, programme } }: { view: View; line: RegisterLine }) {
  const { say } = view
  const { snapshot } = certificate
  if (!snapshot) return null
  return (
    <tr role="row">
      <td role="cell">
        <a href={`${view.base}/register/${encodeURIComponent(certificate.id)}`}>
          <b>{snapshot.registrationNumber}</b>
        </a>
      </td>
      <td role="cell" class="meta">
        {say.date(snapshot.issuedOn)}
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {fullName(snapshot.learner)}
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {programme.title || snapshot.programme.title}
      </td>
      <td role="cell" class="num meta">
        {say.hours(parseHours(snapshot.hours))}
      </td>
      <td role="cell" class="meta last">
        {kindWords(view, certificate)}
      </td>
      <td role="cell">{stateWords(view, certificate)}</td>
      <td role="cell">{deliveryWords(view, certificate)}</td>
    </tr>
  )
}

/** «дубликат вместо № …»; справка об обучении is named, since a certificate is what one expects. */
export function kindWords(
  { t: { register: words } }: View,
  { kind, replacement, snapshot }: RegisterLine['certificate'],
): string {
  const own = words.kinds[replacement?.kind ?? 'original'] ?? ''
  const { replaces } = snapshot ?? {}
  const said = replaces ? words.insteadOf(own, replaces.registrationNumber) : own
  return kind === 'statement' ? `${words.statement}, ${said}` : said
}

/** What the document is worth today. */
export function stateWords(
  view: View,
  { state, status, annulment, replacedBy }: RegisterLine['certificate'],
): string {
  const { t } = view
  if (state === 'spoiled') return t.register.spoiled
  if (state !== 'issued') return t.register.unfinished
  if (status === 'replaced') return t.register.replaced(replacedBy?.registrationNumber ?? '')
  return annulment ? t.register.annulled(dayOf(view, annulment.at)) : t.register.valid
}

function deliveryWords({ t, say }: View, { delivery }: RegisterLine['certificate']): string {
  if (!delivery) return t.register.notDelivered
  return t.register.delivered(say.date(delivery.on), t.register.ways[delivery.way] ?? '')
}
