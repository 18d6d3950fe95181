import type { MyRoute } from '#credits/routes/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { Empty } from '../../ui/empty.tsx'
import { modulesPath } from '../../ui/route/modules-path.ts'
import { rolesText, routePath, stateOf } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** The learner's routes, one a programme, while none is begun or there are several. */
export function MyRoutePage({
  view,
  mine,
  decides,
}: {
  view: View
  mine: readonly MyRoute[]
  decides: boolean
}) {
  const { t } = view
  return (
    <Shell view={view} title={t.routes.mine} nav="route">
      <h1 tabIndex={-1}>{t.routes.mine}</h1>
      {decides && (
        <p>
          <a href={`${view.base}/routes`}>{t.routes.waitForMe}</a>
        </p>
      )}
      {mine.length === 0 && (
        <Empty view={view} title={t.routes.notEnrolled} text={t.routes.notEnrolledText}>
          <a class="button" href={`${view.base}/route`}>
            {t.book.lookAgain}
          </a>
        </Empty>
      )}
      <ul class="cards">
        {mine.map(each => (
          <li key={each.enrolmentId}>
            <h2 {...contentLang(view)}>{each.programme.title}</h2>
            {each.route ? (
              <p>
                <a href={view.base + routePath(each.route.id)}>
                  {t.routes.revision(each.route.revision.number)}: {stateOf(view, each.route)}
                </a>
              </p>
            ) : each.mayStart ? (
              <Start view={view} enrolmentId={each.enrolmentId} />
            ) : (
              <BegunByOthers view={view} mine={each} />
            )}
          </li>
        ))}
      </ul>
    </Shell>
  )
}

const Start = ({ view: { t, base }, enrolmentId }: { view: View; enrolmentId: string }) => (
  <>
    <p>
      <b>{t.routes.notBegun}</b> {t.routes.notStarted}
    </p>
    <form method="post" action={`${base}/routes`}>
      <input type="hidden" name="enrolment" value={enrolmentId} />
      <button type="submit" class="main">
        {t.routes.start}
      </button>
    </form>
  </>
)

function BegunByOthers({ view, mine: { programme, startedBy } }: { view: View; mine: MyRoute }) {
  const { t, base } = view
  return (
    <Empty view={view} title={t.routes.notBegun} text={t.routes.begunByOthers(rolesText(view, startedBy))}>
      <a class="button" href={base + modulesPath({ programme: programme.id })}>
        {t.modules.title}
      </a>
    </Empty>
  )
}
