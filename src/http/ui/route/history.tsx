import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Mixed } from '../mixed.tsx'
import { lineText, momentOf, roleName, routePath } from './words.ts'

interface Props {
  view: View
  route: RouteView
}

/** Every revision is kept, each to be shown and compared with the one before it. */
export function RouteRevisions({ view, route }: Props) {
  const { t, base } = view
  if (route.revisions.length < 2) return null
  return (
    <section aria-labelledby="revisions">
      <h2 id="revisions">{t.routes.revisions}</h2>
      <ul class="plain-list">
        {route.revisions.map(({ number, state, approvedAt }) => (
          <li key={number}>
            {number === route.revision.number ? (
              <b>
                {t.routes.revision(number)} ({t.routes.shown})
              </b>
            ) : (
              <a href={base + routePath(route.id, `?revision=${number}`)}>{t.routes.show(number)}</a>
            )}{' '}
            · {t.routes.states[state]}
            {approvedAt && ` · ${momentOf(view, approvedAt)}`}
            {number > 1 && (
              <>
                {' · '}
                <a href={base + routePath(route.id, `/diff?from=${number - 1}&to=${number}`)}>
                  {t.routes.compare(number - 1, number)}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Newest first. */
export function RouteHistory({ view, route }: Props) {
  const { t } = view
  return (
    <details>
      <summary>
        <span>{t.routes.history}</span>
      </summary>
      <ol class="plain-list">
        {route.history.toReversed().map(line => (
          <li key={line.version}>
            {momentOf(view, line.at)} · {lineText(view, line)} · {t.routes.revision(line.revision)}
            <small class="below">
              <span {...contentLang(view)}>{line.byName}</span>, {roleName(view, line.byRole)}
              {line.facts?.to && (
                <>
                  {' · '}
                  <Mixed view={view} text={[line.facts.from, line.facts.to].filter(Boolean).join(' → ')} />
                </>
              )}
            </small>
            {line.comment && (
              <small class="below" {...contentLang(view)}>
                «{line.comment}»
              </small>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
