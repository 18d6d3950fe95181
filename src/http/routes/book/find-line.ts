import type { BookLine, BooksView, BookView, Credits } from '#credits/contract'
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'

export interface FoundLine {
  book: BookView
  programmes: BooksView['programmes']
  line: BookLine
}

/** An entry within its book, in whichever programme it stands. @throws {NotFoundError} */
export async function findLine(
  credits: Pick<Credits, 'readBooks'>,
  actor: Actor,
  q: { learnerId?: string; programmeId?: string; entryId: string },
): Promise<FoundLine> {
  const { entryId, ...rest } = q
  const first = await credits.readBooks(actor, rest)
  const found = lineIn(first, entryId)
  if (found) return found
  for (const { id } of first.programmes.filter(({ id }) => id !== first.book?.programme.id)) {
    const other = await credits.readBooks(actor, { ...rest, programmeId: id })
    const line = lineIn(other, entryId)
    if (line) return line
  }
  throw new NotFoundError('no such entry in the book')
}

function lineIn({ book, programmes }: BooksView, entryId: string): FoundLine | null {
  const line = book?.lines.find(({ entry }) => entry.id === entryId)
  return book && line ? { book, programmes, line } : null
}
