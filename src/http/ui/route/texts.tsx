/** Texts of a plan besides its events, and what courses made due. */
import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { routePath } from './words.ts'

interface TextsProps {
  view: View
  route: RouteView
}

/** Explanatory note, expected results: each under its own words, with the way to write them. */
export function PlanTexts({ view, route }: TextsProps) {
  const { t, lang } = view
  if (route.texts.length === 0) return null
  return (
    <section aria-labelledby="texts">
      <h2 id="texts">{t.routes.texts.title}</h2>
      <dl>
        {route.texts.map(({ title, text }) => (
          <>
            <dt>{title[lang]}</dt>
            <dd {...(text ? contentLang(view) : {})}>{text || t.routes.texts.none}</dd>
          </>
        ))}
      </dl>
      {route.may.includes('edit') && (
        <p>
          <a href={view.base + routePath(route.id, '/texts')}>{t.routes.texts.write}</a>
        </p>
      )}
    </section>
  )
}

/** After a course: an interview, a corrected plan, or a new one (Омск п. 3.4). */
export function DueSteps({ view, route }: TextsProps) {
  const { t, say } = view
  if (route.due.length === 0) return null
  return (
    <section aria-labelledby="due" class="note">
      <h2 id="due">{t.routes.due.title}</h2>
      <ul>
        {route.due.map(({ step, title, date }) => (
          <li>
            {t.routes.due[step]} <span {...contentLang(view)}>«{title}»</span>, {say.date(date)}
          </li>
        ))}
      </ul>
    </section>
  )
}
