import type { View } from '../../view.ts'

/** What a new installation has already. */
export interface Begun {
  programme: boolean
  source: boolean
  learners: boolean
}

type Step = keyof Begun

const PATHS: Readonly<Record<Step, string>> = {
  programme: '/admin/programmes',
  source: '/admin/connections/new',
  learners: '/admin/programmes',
}

/** С чего начать: the way to the first entry, until there is one. */
export function FirstSteps({ view, begun }: { view: View; begun: Begun }) {
  const { t, base } = view
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps">{t.admin.firstSteps}</h2>
      <p class="muted">{t.admin.firstStepsHint}</p>
      <ol class="cards tasks">
        {(Object.keys(PATHS) as Step[]).map(step => (
          <li key={step}>
            <a href={base + PATHS[step]}>{t.admin.first[step]}</a>
            <span class="muted">{begun[step] ? t.sources.done : t.sources.toDo}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
