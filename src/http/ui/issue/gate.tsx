import type { CourseLink } from '#administration/course-links'
import type { BookView } from '#credits/contract'
import type { Progress, Requirement } from '#domain/books/progress'
import { subtractHours } from '#domain/hours'
import type { View } from '../../view.ts'
import { type BoxState, ModuleBox } from '../book/bar.tsx'
import { contentLang } from '../book/book-link.ts'
import { lineState } from '../book/line-state.ts'
import type { NeedLinks } from '../book/need-links.ts'
import { Mixed } from '../mixed.tsx'
import { CourseLinkText } from '../sources/course-link.tsx'

/** What the certificate needs: ✓ or × with words, clause and, where something is missing, what to do. */
export function Gate({ view, requirements, book, linkTo, moduleHref, courses, needs = {} }: GateProps) {
  return (
    <ul class="gate">
      {requirements.map(requirement => (
        <li key={requirement.id}>
          <b class={requirement.met ? 'good' : 'bad'}>
            <span aria-hidden="true">{requirement.met ? '✓' : '×'}</span>
            <span class="vh">{requirement.met ? view.t.book.met : view.t.book.unmet}: </span>
          </b>
          <div>
            <RequirementWords view={view} requirement={requirement} progress={book?.progress} />
            {!requirement.met && !requirement.facts?.waitsOnly && <NeedLink link={needs[requirement.id]} />}
            {requirement.id === 'invariant-modules' && book && (
              <MandatoryModules {...{ view, book, linkTo, moduleHref, courses }} />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

interface GateProps {
  view: View
  requirements: readonly Requirement[]
  book?: BookView
  linkTo?: (entryId: string) => string
  /** Where the reader finds a mandatory module that lacks. */
  moduleHref?: (moduleId: string) => string
  /** Courses of modules that the reader could enrol in, by module id. */
  courses?: Readonly<Record<string, CourseLink>>
  /** Where the reader works on what lacks. */
  needs?: NeedLinks
}

const NeedLink = ({ link }: { link: NeedLinks[keyof NeedLinks] }) =>
  link ? (
    <>
      {' '}
      <a class="screen" href={link.href}>
        {link.text}
      </a>
    </>
  ) : null

/** What lacks until the curator confirms, and what lacks then: the same two numbers as in the bar. */
function Waiting({ view, progress }: { view: View; progress: Progress }) {
  const { required, counted, pending } = progress.hours
  const missing = subtractHours(required, counted)
  if (pending === 0 || missing === 0) return null
  const { t, say } = view
  const left = subtractHours(missing, pending)
  return <>{t.book.waiting(say.hours(subtractHours(missing, left)), say.hours(left))} </>
}

interface RequirementWordsProps {
  view: View
  requirement: Requirement
  progress: Progress | undefined
}

function RequirementWords({ view, requirement, progress }: RequirementWordsProps) {
  const { text, remedy } = view.say.requirement(requirement)
  const at = text.indexOf(': ')
  return (
    <>
      {at > 0 ? (
        <>
          <b>
            <Mixed view={view} text={text.slice(0, at + 1)} />
          </b>
          <Mixed view={view} text={text.slice(at + 1)} />
        </>
      ) : (
        <b>
          <Mixed view={view} text={text} />
        </b>
      )}
      {'. '}
      {requirement.id === 'total-hours' && progress && <Waiting view={view} progress={progress} />}
      {remedy && <Mixed view={view} text={`${remedy} `} />}
      <small>
        <Mixed view={view} text={view.say.clause(requirement.clause)} />
      </small>
    </>
  )
}

function MandatoryModules({
  view,
  book,
  linkTo,
  moduleHref,
  courses = {},
}: {
  view: View
  book: BookView
  linkTo: GateProps['linkTo']
  moduleHref: GateProps['moduleHref']
  courses: GateProps['courses']
}) {
  const modules = book.programme.modules.filter(module => module.part === 'invariant')
  const words: Record<BoxState, string> = {
    counted: view.t.book.moduleCounted,
    pending: view.t.book.modulePending,
    missing: view.t.book.moduleMissing,
  }
  return (
    <ul class="modules" aria-label={view.t.book.mandatory}>
      {modules.map(module => {
        const { state, entryId } = moduleState(book, module.id)
        const course = state === 'missing' ? courses[module.id] : undefined
        const title = <span {...contentLang(view)}>{module.title}</span>
        const href = entryId ? linkTo?.(entryId) : moduleHref?.(module.id)
        return (
          <li key={module.id}>
            <ModuleBox state={state} />
            <span>
              {href ? <a href={href}>{title}</a> : title}
              {state === 'missing' && `, ${view.say.hours(module.hours)}`}
              <span class="vh">: {words[state]}</span>
              {course && (
                <>
                  {' '}
                  <CourseLinkText view={view} link={course} title={module.title} />
                </>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function moduleState(
  book: Pick<BookView, 'lines'>,
  moduleId: string,
): { state: BoxState; entryId: string | null } {
  const lines = book.lines.filter(line => line.entry.moduleId === moduleId)
  const counted = lines.find(
    line => line.counted.counted > 0 || ['kind-cap', 'share-cap'].includes(line.counted.reason ?? ''),
  )
  if (counted && counted.entry.status === 'confirmed') return { state: 'counted', entryId: counted.entry.id }
  const pending = lines.find(line => lineState(line) === 'pending')
  return pending ? { state: 'pending', entryId: pending.entry.id } : { state: 'missing', entryId: null }
}
