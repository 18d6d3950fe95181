/** Answers recorded from a real Moodle, and a nock site that gives them. */
import { readFileSync } from 'node:fs'
import nock from 'nock'

export type Format = 'json' | 'xml'

/** @param what `function/case` */
export function recorded(what: string, format: Format): string {
  return readFileSync(new URL(`../../../fixtures/moodle/${what}.${format}.txt`, import.meta.url), 'utf8')
}

export const site = { url: 'https://moodle.example', token: 'token-of-the-golden-test' }

/** Answers each function with what `answers` has for it; counts nothing, ends with the test. */
export function serveRecorded(
  format: Format,
  answer: (name: string, params: URLSearchParams) => string,
): void {
  nock(site.url)
    .persist()
    .post('/webservice/rest/server.php')
    .reply(
      200,
      (_uri, body) => {
        const params = new URLSearchParams(body as string | Record<string, string>)
        return answer(params.get('wsfunction') ?? '', params)
      },
      { 'content-type': format === 'json' ? 'application/json' : 'application/xml; charset=utf-8' },
    )
}
