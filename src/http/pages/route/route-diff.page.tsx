import type { RouteDiff, RouteView } from '#credits/routes/contract'
import type { RouteItem } from '#domain/routes/route'
import { catalogues } from '#domain/texts/texts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { routePath, whoseRoute } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface DiffProps {
  view: View
  route: RouteView
  from: number
  to: number
  diff: RouteDiff
}

/** What changed between two revisions, in words, not by colour alone. */
export function RouteDiffPage({ view, route, from, to, diff }: DiffProps) {
  const { t } = view
  const title = t.routes.compare(from, to)
  const changes = diff.items.filter(each => each.change !== 'same')
  return (
    <Shell view={view} title={title} nav="routes">
      <p class="crumb">
        <a href={view.base + routePath(route.id)}>{t.routes.backToRoute}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="muted">
        <Mixed view={view} text={whoseRoute(view, route)} />
      </p>
      {changes.length === 0 && diff.texts.length === 0 && <p>{t.routes.diffEmpty}</p>}
      <ul class="cards">
        {changes.map(each => (
          <li key={each.after?.id ?? each.before?.id}>
            <h2>
              {t.routes.diff[each.change]}:{' '}
              <span {...contentLang(view)}>{(each.after ?? each.before)?.title}</span>
            </h2>
            {each.moved && <p>{t.routes.movedPlace(each.moved.from, each.moved.to)}</p>}
            {each.change === 'changed' && <Fields view={view} each={each} />}
            {(each.change === 'added' || each.change === 'removed') && (
              <Whole view={view} item={each.after ?? each.before} />
            )}
          </li>
        ))}
        {diff.texts.map(text => (
          <Text view={view} text={text} />
        ))}
      </ul>
    </Shell>
  )
}

function Fields({ view, each }: { view: View; each: RouteDiff['items'][number] }) {
  const { t } = view
  return (
    <dl>
      {each.fields.map(field => (
        <>
          <dt>{t.routes.fields[field]}</dt>
          <dd>
            <WasNow
              view={view}
              was={textOf(view, each.before, field)}
              now={textOf(view, each.after, field)}
            />
          </dd>
        </>
      ))}
    </dl>
  )
}

/** A text of the form (пояснительная записка, планируемые результаты), under its part where that has another name. */
function Text({ view, text }: { view: View; text: RouteDiff['texts'][number] }) {
  const { t, lang } = view
  const { title, part, before, after } = text
  return (
    <li>
      <h2>
        {t.routes.diff.changed}: {title[lang]}
      </h2>
      {part[lang] !== title[lang] && <p class="muted">{part[lang]}</p>}
      <p>
        <WasNow view={view} was={before || t.routes.texts.none} now={after || t.routes.texts.none} />
      </p>
    </li>
  )
}

function WasNow({ view, was, now }: { view: View; was: string; now: string }) {
  const { t } = view
  return (
    <>
      {t.routes.was}: <del {...contentLang(view)}>{was}</del> · {t.routes.now}:{' '}
      <ins {...contentLang(view)}>{now}</ins>
    </>
  )
}

const Whole = ({ view, item }: { view: View; item: RouteItem | null }) => (
  <p class="muted" {...contentLang(view)}>
    {(['kind', 'hours', 'plannedOn', 'provider'] as const)
      .map(field => textOf(view, item, field))
      .filter(text => text !== '–')
      .join(' · ')}
  </p>
)

function textOf({ say, lang }: View, item: RouteItem | null, field: keyof RouteItem): string {
  if (!item) return '–'
  if (field === 'hours') return item.hours === undefined ? '–' : say.hours(item.hours)
  if (field === 'kind') return say.kind(item.kind)
  if (field === 'form') return item.form ? say.form(item.form) : '–'
  if (field === 'part') return item.part ? catalogues[lang].parts[item.part] : '–'
  if (field === 'plannedOn') return say.date(item.plannedOn)
  if (field === 'plannedUntil') return item.plannedUntil ? say.date(item.plannedUntil) : '–'
  if (field === 'hoursBy')
    return Object.values(item.hoursBy ?? {})
      .map(hours => say.hours(hours))
      .join(' + ')
  if (field === 'forWhom') return item.forWhom?.group ?? '–'
  if (field === 'details') return Object.values(item.details ?? {}).join('; ')
  return String(item[field] ?? '–')
}
