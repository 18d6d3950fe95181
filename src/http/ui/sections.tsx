/** Where one is: the sections of one's roles and, under the administrator's, what belongs together. */
import type { ComponentChildren } from 'preact'
import type { Role } from '#domain/access/actor'
import type { View } from '../view.ts'
import type { Words } from '../words/ru.ts'

export type NavKey = keyof Words['nav']

const SECTIONS: Record<Role, readonly NavKey[]> = {
  learner: ['book', 'route', 'documents'],
  curator: ['queue', 'routes', 'matching', 'learners', 'acts', 'reports'],
  issuer: ['issue', 'register', 'templates', 'learners', 'reports'],
  administrator: ['admin', 'connect', 'programmes', 'tokens', 'reports'],
  system: [],
}

/** What an appointment (полномочие) is for, whatever the roles of the launch. */
const DUTIES: readonly NavKey[] = ['queue', 'routes', 'learners', 'acts', 'reports']

function dutiesOf({ duties }: View): readonly NavKey[] {
  if (duties.length === 0) return []
  return duties.includes('municipality') ? [...DUTIES, 'writing'] : DUTIES
}

const ADMINISTRATION = ['sources', 'lms', 'rules', 'others'] as const
type Group = (typeof ADMINISTRATION)[number]

/** The first of a group is where its section leads. */
const GROUPS: Record<Group, readonly NavKey[]> = {
  sources: ['admin', 'quarantine', 'matching'],
  lms: ['connect', 'platforms', 'courses', 'diagnosis'],
  rules: ['programmes', 'people', 'writing', 'routes'],
  others: ['tokens', 'webhooks'],
}

const PATHS: Record<NavKey, string> = {
  book: '/book',
  documents: '/documents',
  route: '/route',
  routes: '/routes',
  people: '/admin/people',
  acts: '/acts',
  writing: '/admin/writing',
  queue: '/queue',
  learners: '/learners',
  issue: '/issue',
  register: '/register',
  templates: '/issue/templates',
  reports: '/reports',
  admin: '/admin',
  quarantine: '/admin/quarantine',
  matching: '/matching',
  programmes: '/admin/programmes',
  platforms: '/admin/platforms',
  connect: '/admin/connect',
  courses: '/admin/courses',
  tokens: '/admin/tokens',
  diagnosis: '/admin/diagnosis',
  webhooks: '/admin/webhooks',
}

interface SectionsProps {
  view: View
  nav: NavKey | undefined
  /** At the end of the first line: Tab comes to them before the group beneath, as the eye does. */
  children: ComponentChildren
}

export function Sections({ view, nav, children }: SectionsProps) {
  const { t, actor } = view
  const byRole = (actor?.roles ?? []).flatMap(role => SECTIONS[role])
  const sections = [...new Set([...byRole, ...dutiesOf(view)])]
  if (sections.length === 0)
    return (
      <>
        <p class="brand">
          <b>{t.product}</b>
        </p>
        {children}
      </>
    )
  const isAdministrator = actor?.roles.includes('administrator') === true
  const group = isAdministrator ? groupOf(nav, sections) : undefined
  const shown = sections.map((key): SectionProps => {
    const own = isAdministrator ? ADMINISTRATION.find(name => GROUPS[name][0] === key) : undefined
    const isHere = own ? own === group : key === nav
    return { view, at: key, title: own ? t.groups[own] : t.nav[key], isHere, count: countOf(view, key) }
  })
  const isLong = shown.length > FEW
  return (
    <>
      {isLong && <Opener view={view} />}
      <nav aria-label={t.sections} id="sections" popover={isLong ? 'auto' : undefined}>
        <ul>
          {shown.map(section => (
            <Section {...section} />
          ))}
        </ul>
      </nav>
      {children}
      {group && (
        <nav aria-label={t.groups[group]} class="within">
          <ul>
            {GROUPS[group].map(key => (
              <Section view={view} at={key} title={t.nav[key]} isHere={key === nav} />
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}

/** So many stand in a row or two of a phone; more are opened there by a button, without script. */
const FEW = 4

/** Seen on a phone alone, and where the browser knows `popover`; all others show the sections themselves. */
function Opener({ view: { t, counts } }: { view: View }) {
  const waiting = Object.values(counts).filter(({ count }) => count > 0)
  const sum = waiting.reduce((all, { count }) => all + count, 0)
  return (
    <button type="button" class="opener" popovertarget="sections">
      {t.sections}
      {sum > 0 && <span class="count">{`${sum}${waiting.some(({ more }) => more) ? '+' : ''}`}</span>}
    </button>
  )
}

/** «4», «99+»; nothing where nothing waits. */
function countOf({ counts }: View, key: NavKey): string | undefined {
  const { count = 0, more = false } = key === 'queue' || key === 'matching' ? (counts[key] ?? {}) : {}
  return count > 0 ? `${count}${more ? '+' : ''}` : undefined
}

/** A section that another role of the person has by itself is not looked for in a group. */
function groupOf(nav: NavKey | undefined, sections: readonly NavKey[]): Group | undefined {
  if (nav === undefined) return undefined
  const group = ADMINISTRATION.find(name => GROUPS[name].includes(nav))
  return group && (GROUPS[group][0] === nav || !sections.includes(nav)) ? group : undefined
}

interface SectionProps {
  view: View
  at: NavKey
  title: string
  isHere: boolean
  count?: string | undefined
}

function Section({ view, at, title, isHere, count }: SectionProps) {
  return (
    <li key={at}>
      <a href={view.base + PATHS[at]} aria-current={isHere ? 'page' : undefined}>
        {title}
        {count && <span class="count">{count}</span>}
      </a>
    </li>
  )
}
