import { expect } from 'chai'
import { createCourseLinks } from '#administration/course-links'
import { connectorOf } from '#connectors/registry'
import type { Connection } from '#store/ports/connections'
import type { StoredModule } from '#store/ports/people'

const moodle = { id: 'c1', type: 'moodle', title: 'Moodle ТГПУ', settings: { url: 'https://moodle.example' } }
const moduleIn = (id: string, source?: StoredModule['source']) =>
  ({ id, title: id, ...(source && { source }) }) as StoredModule

/** @param over what the connection is besides a Moodle that is on */
function build(over: Partial<Connection> = {}) {
  const asked: string[] = []
  let now = 0
  const links = createCourseLinks({
    connections: {
      byId: async id => {
        asked.push(id)
        return id === 'c1' ? ({ ...moodle, ...over } as Connection) : null
      },
    },
    connectorOf,
    now: () => new Date(now),
  })
  const pass = (ms: number) => {
    now += ms
  }
  return { links, asked, pass }
}

describe('links to courses', () => {
  it('lead to the page of the course in its source, under the name of the source', async () => {
    const { links } = build()
    expect(await links([moduleIn('m1', { connectionId: 'c1', courseId: '17' })])).to.deep.equal({
      m1: { href: 'https://moodle.example/course/view.php?id=17', source: 'Moodle ТГПУ' },
    })
  })

  it('are none for modules without a course, without a source, or of a source that is off or has no pages', async () => {
    const source = { connectionId: 'c1', courseId: '17' }
    const gone = { connectionId: 'gone', courseId: '17' }
    expect(await build().links([moduleIn('m1'), moduleIn('m2', gone)])).to.deep.equal({})
    expect(await build({ state: 'off' }).links([moduleIn('m1', source)])).to.deep.equal({})
    expect(await build({ type: 'portal' }).links([moduleIn('m1', source)])).to.deep.equal({})
  })

  it('ask for a connection once a minute, however often a book is opened', async () => {
    const { links, asked, pass } = build()
    const modules = [moduleIn('m1', { connectionId: 'c1', courseId: '17' })]
    await links(modules)
    await links(modules)
    expect(asked).to.deep.equal(['c1'])
    pass(60_001)
    await links(modules)
    expect(asked).to.deep.equal(['c1', 'c1'])
  })
})
