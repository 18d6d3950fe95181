import type { ReadyRow, UpTo } from '#credits/contract'
import { lacksOrderOnly } from '#credits/issue/order'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import type { MissingGroup, Waiting } from '../../waiting.ts'
import { bookOf } from '../book/learners.page.tsx'

interface WaitingProps {
  view: View
  waiting: Waiting
  /** The requirement whose people are listed; `null`: the one that most people lack. */
  missing: string | null
  counts: TabsProps['counts']
}

/** P7, second tab: what stops the rest. */
export function WaitingPage({ view, waiting, missing, counts }: WaitingProps) {
  const { t } = view
  const title = t.issue.waitingTitle(countOf(view, waiting))
  const shown = waiting.groups.find(group => group.requirement === missing) ?? waiting.groups[0]
  return (
    <Shell view={view} title={title} nav="issue">
      <h1 tabIndex={-1}>{title}</h1>
      <IssueTabs view={view} tab="waiting" counts={counts} />
      {shown ? (
        <>
          <p class="muted">{t.issue.waitingIntro}</p>
          <Groups view={view} groups={waiting.groups} shown={shown} />
          <People view={view} group={shown} />
        </>
      ) : (
        <p>{t.issue.waitingEmpty}</p>
      )}
    </Shell>
  )
}

export const countOf = ({ t, say }: View, { count, more }: UpTo): string =>
  more ? t.more(count) : say.count(count)

interface TabsProps {
  view: View
  tab: 'ready' | 'waiting'
  /** `null`: not known for this reader. */
  counts: { ready: UpTo; waiting: UpTo } | null
}

export function IssueTabs({ view, tab, counts }: TabsProps) {
  const { t, base } = view
  return (
    <nav class="chips" aria-label={t.issue.tabs}>
      <a href={`${base}/issue`} aria-current={tab === 'ready' ? 'true' : undefined}>
        {t.issue.tabReady} {counts && countOf(view, counts.ready)}
      </a>
      <a href={`${base}/issue?tab=waiting`} aria-current={tab === 'waiting' ? 'true' : undefined}>
        {t.issue.tabWaiting} {counts && countOf(view, counts.waiting)}
      </a>
    </nav>
  )
}

function Groups({
  view,
  groups,
  shown,
}: {
  view: View
  groups: readonly MissingGroup[]
  shown: MissingGroup
}) {
  const { t, say, base } = view
  return (
    <ul class="plain-list" aria-label={t.issue.missingList}>
      {groups.map(group => (
        <li key={group.requirement}>
          <a
            href={`${base}/issue?tab=waiting&missing=${group.requirement}#people`}
            aria-current={group === shown ? 'true' : undefined}
          >
            {t.issue.missing[group.requirement]}: {say.count(group.rows.length)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Who lacks nothing but the order may be chosen here: the next page asks for it. */
function People({ view, group }: { view: View; group: MissingGroup }) {
  const hasChoice = group.rows.some(awaitsOrder)
  const list = (
    <ul class="cards">
      {group.rows.slice(0, 200).map(row => (
        <Person key={row.enrolment.id} view={view} row={row} requirement={group.requirement} />
      ))}
    </ul>
  )
  return (
    <section id="people" aria-labelledby="people-title">
      <h2 id="people-title">
        {view.t.issue.missing[group.requirement]}: {view.say.count(group.rows.length)}
      </h2>
      {hasChoice ? (
        <form method="post" action={`${view.base}/issue/choose`}>
          <p class="muted">{view.t.issue.orderOnly}</p>
          <div class="actions">
            <button type="submit" class="main" id="picked">
              {view.t.issue.checkPicked}
            </button>
          </div>
          {list}
        </form>
      ) : (
        list
      )}
    </section>
  )
}

const awaitsOrder = ({ progress }: ReadyRow): boolean =>
  lacksOrderOnly(progress.requirements.filter(one => !one.met))

function Person({ view, row, requirement: id }: { view: View; row: ReadyRow; requirement: string }) {
  const requirement = row.progress.requirements.find(one => one.id === id)
  const said = requirement && view.say.requirement(requirement)
  return (
    <li>
      {awaitsOrder(row) && (
        <label class="pick">
          <input
            type="checkbox"
            name="enrolment"
            value={row.enrolment.id}
            id={`pick-${row.enrolment.id}`}
            checked
          />
          <span class="vh">
            <Mixed view={view} text={view.t.issue.pick(fullName(row.learner))} />
          </span>
        </label>
      )}
      <div>
        <a href={bookOf(view, row)} {...contentLang(view)}>
          <b>{fullName(row.learner)}</b>
        </a>
        <small class="below" {...contentLang(view)}>
          {row.programme.title}
        </small>
        {said && <Mixed view={view} text={`${said.text}. ${said.remedy ?? ''}`} />}
      </div>
    </li>
  )
}
