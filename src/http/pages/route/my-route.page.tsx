import type { MyRoute } from '#credits/routes/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { routePath, stateOf } from '../../ui/route/words.ts'
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
      {mine.length === 0 && <p>{t.routes.notEnrolled}</p>}
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
              <p>{t.routes.begunByOthers}</p>
            )}
          </li>
        ))}
      </ul>
    </Shell>
  )
}

const Start = ({ view: { t, base }, enrolmentId }: { view: View; enrolmentId: string }) => (
  <>
    <p>{t.routes.notStarted}</p>
    <form method="post" action={`${base}/routes`}>
      <input type="hidden" name="enrolment" value={enrolmentId} />
      <button type="submit" class="main">
        {t.routes.start}
      </button>
    </form>
  </>
)
