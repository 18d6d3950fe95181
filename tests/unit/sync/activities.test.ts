import { expect } from 'chai'
import { record, site } from './story.ts'

const activity = (cmid: string, over = {}) => ({
  ...record({ user: 1, hours: [], ...over }),
  key: `1:101/${cmid}`,
  item: { courseId: `101/${cmid}`, title: 'Курс: quiz', activity: { id: cmid, kind: 'quiz' } },
})

describe('an activity inside a course', () => {
  it('has the hours of the module that it is; a course still has to state its own', async () => {
    const here = site()
    const [programme] = here.memory.programmes
    const modules = programme?.modules.map(module =>
      module.id === 'M1' ? { ...module, source: { connectionId: 'c1', courseId: '101/31' } } : module,
    )
    here.memory.programmes.splice(0, 1, { ...programme, modules } as never)
    here.script.pages = [{ records: [activity('31'), activity('32'), record({ course: 2, hours: [] })] }]
    const run = await here.sync.run('c1')
    const entries = [...here.memory.entries.values()]
    expect(entries.map(({ moduleId, hours }) => [moduleId, hours])).to.deep.equal([['M1', 800]])
    expect(run.quarantineReasons).to.deep.equal({ 'unknown-course': 1, 'hours-missing': 1 })
  })
})
