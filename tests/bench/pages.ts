/** The pages' promises: the weight of a book of 60 lines, and how long its first byte takes beside a bare route. */

import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import express from 'express'
import type { BookView } from '#credits/contract'
import { fakeCredits, openSite, type Site } from '#tests/unit/http/support/fakes'
import { longBook } from '#tests/unit/http/support/views'
import { listen, stop } from './listen.ts'
import type { Measure } from './measure.ts'

const LINES = 60
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 200)
const WARM_UP = 200

export async function benchPages(): Promise<Measure[]> {
  let book = longBook(LINES)
  const site = await openSite({ credits: fakeCredits({ readBooks: async () => book }) })
  try {
    const { cookie, base } = await site.enter({ roles: ['learner'] })
    const html = await (await site.get(`${base}/book`, cookie)).text()
    const at = { url: site.url + base, cookie, html }
    const again = await firstBytes(at, copy)
    return [...(await weigh(site, html)), repeated(again), fresh(await firstBytes(at, change))]
  } finally {
    await site.close()
  }

  /** As each reading of the store gives it: equal, but not the same. */
  function copy(): void {
    book = structuredClone(book)
  }

  /** Other data that look the same: the page that was rendered for the last ones is of no use. */
  function change(n: number): void {
    copy()
    const own = book.book as BookView
    own.enrolment = { ...own.enrolment, createdAt: new Date(n).toISOString() }
  }
}

interface At {
  url: string
  cookie: string
  html: string
}

const kilobytes = (bytes: number): number => Math.round(bytes / 102.4) / 10

async function weigh(site: Site, html: string): Promise<Measure[]> {
  const links = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)].map(match =>
    String(match[1]),
  )
  const bytesOf = async (ending: string) => {
    const files = await Promise.all(
      links.filter(link => link.endsWith(ending)).map(async link => (await site.get(link)).arrayBuffer()),
    )
    return files.reduce((sum, file) => sum + gzipSync(new Uint8Array(file)).length, 0)
  }
  const foreign = links.filter(link => !link.startsWith('/'))
  return [
    weight('HTML', gzipSync(html).length, 25),
    weight('CSS', await bytesOf('.css'), 6),
    weight('JS', await bytesOf('.js'), 20),
    {
      name: `requests of a book of ${LINES} lines`,
      promise: 'at most 5, none to another host',
      measured: `${links.length + 1}, ${foreign.length} to another host`,
      holds: links.length + 1 <= 5 && foreign.length === 0,
    },
  ]
}

const weight = (what: string, bytes: number, most: number): Measure => ({
  name: `${what} of a book of ${LINES} lines, packed`,
  promise: `at most ${most} KB`,
  measured: `${kilobytes(bytes)} KB`,
  holds: bytes <= most * 1024,
})

interface FirstBytes {
  /** Milliseconds, in order of time. */
  ours: number[]
  theirs: number[]
}

/**
 * Both in turn, so that what else the machine does falls on both; the same bytes, with nothing before them. The first
 * requests, which compile the code, are not counted on either side.
 */
async function firstBytes({ url, cookie, html }: At, before: (n: number) => void): Promise<FirstBytes> {
  const app = express()
  app.get('/bare', (_req, res) => void res.type('html').send(html))
  const server = createServer(app)
  const bare = `${await listen(server)}/bare`
  const ours: number[] = []
  const theirs: number[] = []
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    before(i)
    ours.push(await ask(`${url}/book`, { cookie, accept: 'text/html' }))
    theirs.push(await ask(bare, {}))
  }
  await stop(server)
  return { ours: ours.slice(WARM_UP), theirs: theirs.slice(WARM_UP) }
}

const repeated = (times: FirstBytes): Measure => ({
  name: `first byte of a book, p95 of ${REQUESTS}`,
  promise: 'at most 3 times a bare express route that sends the same bytes',
  ...compared(times, { at: 0.95, most: 3 }),
})

/** Its rendering alone takes longer than the bare route; at the median, for at p95 it is other programs that are measured. */
const fresh = (times: FirstBytes): Measure => ({
  name: `first byte of a book that nobody has read since it changed, median of ${REQUESTS}`,
  promise: 'at most 8 times the bare route',
  ...compared(times, { at: 0.5, most: 8 }),
})

function compared({ ours, theirs }: FirstBytes, { at, most }: { at: number; most: number }) {
  const [book, bare] = [quantile(ours, at), quantile(theirs, at)]
  const measured = `${book.toFixed(1)} ms against ${bare.toFixed(1)} ms, ${(book / bare).toFixed(1)} times`
  return { measured, holds: book <= most * bare }
}

/** Milliseconds until the first byte; the rest is read before the next request. */
async function ask(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(url, { headers })
  const ms = performance.now() - begun
  await answer.arrayBuffer()
  return ms
}

const quantile = (times: number[], at: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * at)] ?? 0
