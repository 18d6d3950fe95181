/** Pages are looked at one by one (`every-page`, and with axe in a browser): a new route must be on their list. */
import { expect } from 'chai'
import { allDoors, type Door } from '../support/doors.ts'
import { PAGES } from '../support/pages.ts'

/** What a GET answers that is no page of its own, and why. */
const NO_PAGE: Readonly<Record<string, string>> = {
  '/': 'leads to the first page of a role',
  '/health/live': 'for machines',
  '/health/ready': 'for machines',
  '/metrics': 'for machines',
  '/api/openapi.json': 'for machines',
  '/queue/reject': 'shows what was chosen in the queue, and leads back there without it',
  '/admin/platforms/:id/test': 'leads to the diagnosis',
  '/admin/runs/:id/file': 'a file',
  '/learners/:learnerId/counted': 'the page of /book/counted',
  '/learners/:learnerId/proof/sent/:entryId': 'the page of /book/proof/sent/:entryId',
  '/book/records/new': 'refused: a learner does not record',
  '/book/records/:recordId/correct': 'refused: a learner does not record',
}
const FILE = /[./](pdf|xlsx|csv|json|jwt|zip)$|\/(scan|preview)$|\/images\/:image$/

const matches = (route: string, path: string): boolean =>
  new RegExp(`^${route.replace(/[.+]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`).test(path)

describe('the list of pages', () => {
  const doors = allDoors()
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1/'))
    .map(({ path }: Door) => path)
  const firstFor = (path: string) => doors.find(door => matches(door, path.split('?')[0] ?? ''))
  const listed = new Set(PAGES.map(([, path]) => firstFor(path)))

  it('has every page that the application has', () => {
    const missing = doors.filter(door => !listed.has(door) && !(door in NO_PAGE) && !FILE.test(door))
    expect(missing).to.deep.equal([])
  })

  it('names no page that is not there, and none twice', () => {
    expect(PAGES.filter(([, path]) => firstFor(path) === undefined)).to.deep.equal([])
    expect(new Set(PAGES.map(page => page.join(' ')))).to.have.property('size', PAGES.length)
  })

  it('leaves out only what is there and on no list', () => {
    expect(Object.keys(NO_PAGE).filter(path => !doors.includes(path) || listed.has(path))).to.deep.equal([])
  })
})
