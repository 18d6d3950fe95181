import type { BookLine, BookView } from '#credits/contract'
import type { View } from '../../view.ts'
import { contentLang } from './book-link.ts'
import { StatusBadge } from './why.tsx'

/** What a link that was placed for one module opens first: that module, and the way to its lines in the book. */
export function OpenedModule({
  view,
  book,
  moduleId,
  hrefOf,
}: {
  view: View
  book: BookView
  moduleId: string | null
  hrefOf: (line: BookLine) => string
}) {
  const module = book.programme.modules.find(({ id }) => id === moduleId)
  if (!module) return null
  const { t, say } = view
  const lines = book.lines.filter(({ entry }) => entry.moduleId === module.id)
  return (
    <section class="note quiet" id="module" aria-labelledby="module-title">
      <p id="module-title">
        {t.book.openedModule}: <b {...contentLang(view)}>{module.title}</b>, {say.hours(module.hours)}
      </p>
      {lines.length === 0 && <p>{t.book.moduleEmpty}</p>}
      {lines.map(line => (
        <p key={line.entry.id}>
          <a href={hrefOf(line)}>
            {t.no} {line.number}
          </a>{' '}
          <StatusBadge view={view} line={line} />
        </p>
      ))}
    </section>
  )
}
