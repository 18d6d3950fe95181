/** What saving a programme would change in the books that there are; nothing is written. */
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { type LoadedBook, loadBooks } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import type { BookTotal, Credits, ProgrammePreview } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { checkProgramme } from './check-programme.ts'

const CHUNK = 200
/** Books looked at; a preview of more says so. */
const MOST_BOOKS = 2_000
const EXAMPLES = 10

export function previewProgramme(deps: CreditsDeps): Credits['previewProgramme'] {
  return async (actor, input) => {
    const { there, next } = await checkProgramme(deps, actor, input)
    const preview: ProgrammePreview = {
      books: 0,
      isWhole: true,
      changed: 0,
      gained: 0,
      lost: 0,
      examples: [],
    }
    if (!there) return preview
    for await (const page of booksOf(deps, next.id)) {
      if (preview.books >= MOST_BOOKS) return { ...preview, isWhole: false }
      await compare(deps, page, next, preview)
    }
    return preview
  }
}

async function* booksOf({ stores }: CreditsDeps, programmeId: string): AsyncGenerator<Enrolment[]> {
  let after: string | undefined
  do {
    const at = after === undefined ? {} : { after }
    const page = await stores.enrolments.listByProgramme({ programmeIds: [programmeId], ...at, limit: CHUNK })
    if (page.length > 0) yield page
    after = page.length < CHUNK ? undefined : page.at(-1)?.id
  } while (after !== undefined)
}

async function compare(
  deps: CreditsDeps,
  page: Enrolment[],
  next: StoredProgramme,
  preview: ProgrammePreview,
): Promise<void> {
  const [before, after, people] = await Promise.all([
    loadBooks(deps, page),
    loadBooks(withProgramme(deps, next), page),
    deps.stores.people.byIds(page.map(({ learnerId }) => learnerId)),
  ])
  preview.books += page.length
  const becoming = new Map(after.map(book => [book.enrolment.id, totalOf(book)]))
  for (const book of before) {
    const [was, becomes] = [totalOf(book), becoming.get(book.enrolment.id)]
    if (!becomes || isSame(was, becomes)) continue
    preview.changed += 1
    preview.gained += becomes.eligible && !was.eligible ? 1 : 0
    preview.lost += was.eligible && !becomes.eligible ? 1 : 0
    if (preview.examples.length < EXAMPLES)
      preview.examples.push({ learner: personOrId(people, book.enrolment.learnerId), was, becomes })
  }
}

/** The same stores, but for this programme, which reads as it would be. */
function withProgramme(deps: CreditsDeps, next: StoredProgramme): CreditsDeps {
  const { stores } = deps
  const byIds = async () => new Map([[next.id, next]])
  return { ...deps, stores: { ...stores, programmes: { ...stores.programmes, byIds } } }
}

const totalOf = ({ progress: { hours, eligible } }: LoadedBook): BookTotal => ({
  counted: hours.counted,
  required: hours.required,
  eligible,
})

const isSame = (a: BookTotal, b: BookTotal): boolean =>
  a.counted === b.counted && a.required === b.required && a.eligible === b.eligible
