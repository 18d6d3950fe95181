import type { Response } from 'express'
import type { VNode } from 'preact'
import { describeFailure, failureWords } from './failure.ts'
import { renderPage, renderPart } from './render.ts'
import type { View } from './view.ts'

/** The list of a live page: where its parts go. */
export const LivePlace = () => <hr data-live />

const PLACE = renderPart(<LivePlace />)

interface Live<T, P> {
  view: View
  /** `null`: the page before there is a result; with one, what follows its parts. */
  page(result: T | null): VNode<P>
  /** @param show puts one more item into the list @param signal the reader has left */
  work(show: <Q>(item: VNode<Q>) => void, signal: AbortSignal): Promise<T>
}

/**
 * A page that is shown while it becomes known: all up to its `LivePlace` at once, then item by item, then the rest. The
 * browser needs no script for it, and whichever process answers holds all of it. What fails on the way is said as the last
 * item.
 */
export async function sendLive<T, P>(res: Response, { view, page, work }: Live<T, P>): Promise<void> {
  const leaving = new AbortController()
  res.on('close', () => leaving.abort())
  res.status(200).type('html').setHeader('X-Accel-Buffering', 'no')
  res.write(around(page(null))[0])
  try {
    const result = await work(item => void res.write(renderPart(item)), leaving.signal)
    res.end(around(page(result))[1])
  } catch (error) {
    res.end(
      renderPart(<FailedItem view={view} error={error} id={res.locals.requestId} />) + around(page(null))[1],
    )
    throw error
  }
}

function around<P>(page: VNode<P>): [before: string, after: string] {
  const [before = '', after = ''] = renderPage(page).split(PLACE)
  return [before, after]
}

function FailedItem({ view, error, id }: { view: View; error: unknown; id: string }) {
  const [title, cause, remedy] = failureWords(describeFailure(error), view)
  return (
    <li>
      <div class="note problem" role="alert" id="notice" tabIndex={-1}>
        <b>{title}</b> {cause} {remedy} {view.t.errors.id(id)}
      </div>
    </li>
  )
}
