/** The pages' promises: the weight of a book of 60 lines, and how long its first byte takes beside a bare route. */

import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { fakeCredits, openSite, type Site } from '#tests/unit/http/support/fakes'
import { longBook } from '#tests/unit/http/support/views'
import { listen, stop } from './listen.ts'
import type { Measure } from './measure.ts'

const LINES = 60
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 200)
const WARM_UP = 200

export async function benchPages(): Promise<Measure[]> {
  const book = longBook(LINES)
  const site = await openSite({ credits: fakeCredits({ readBooks: async () => book }) })
  try {
    const { cookie, base } = await site.enter({ roles: ['learner'] })
    const html = await (await site.get(`${base}/book`, cookie)).text()
    return [...(await weigh(site, html)), await firstByte(site.url + base, cookie, html)]
  } finally {
    await site.close()
  }
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

/**
 * Both in turn, so that what else the machine does falls on both; the same bytes, with nothing before them. The first
 * requests, which compile the code, are not counted on either side.
 */
async function firstByte(url: string, cookie: string, html: string): Promise<Measure> {
  const app = express()
  app.get('/bare', (_req, res) => void res.type('html').send(html))
  const server = createServer(app)
  const bare = `${await listen(server)}/bare`
  const book: number[] = []
  const plain: number[] = []
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    book.push(await ask(`${url}/book`, { cookie, accept: 'text/html' }))
    plain.push(await ask(bare, {}))
  }
  await stop(server)
  const [ours, theirs] = [p95(book.slice(WARM_UP)), p95(plain.slice(WARM_UP))]
  return {
    name: `first byte of a book, p95 of ${REQUESTS}`,
    promise: 'at most 3 times a bare express route that sends the same bytes',
    measured: `${ours.toFixed(1)} ms against ${theirs.toFixed(1)} ms, ${(ours / theirs).toFixed(1)} times`,
    holds: ours <= 3 * theirs,
  }
}

/** Milliseconds until the first byte; the rest is read before the next request. */
async function ask(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(url, { headers })
  const ms = performance.now() - begun
  await answer.arrayBuffer()
  return ms
}

const p95 = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
