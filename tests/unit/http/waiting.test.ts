import { expect } from 'chai'
import type { ReadyRow } from '#credits/contract'
import { readWaiting } from '#http/waiting'
import { fakeCredits, openSite } from './support/fakes.ts'

const actor = { personId: 'i', name: 'И', roles: ['issuer' as const], scope: 'all' as const }

describe('who is not ready for a certificate', () => {
  it('stands under each requirement that is missing, the most frequent first, over all pages', async () => {
    const [row] = (await fakeCredits().listLearners(actor, {})).rows as [ReadyRow]
    const lacking = (id: string, ids: string[]): ReadyRow => ({
      ...row,
      enrolment: { ...row.enrolment, id },
      progress: {
        ...row.progress,
        requirements: row.progress.requirements.map(one => ({ ...one, met: !ids.includes(one.id) })),
      },
    })
    const pages = [
      [lacking('a', ['total-hours', 'term-max']), lacking('b', ['term-max'])],
      [{ ...row, progress: { ...row.progress, eligible: true } }],
    ]
    const waiting = await readWaiting(
      {
        listLearners: async (_actor, { after }) => ({
          rows: pages[after ? 1 : 0] ?? [],
          next: after ? null : 'b',
        }),
      },
      actor,
    )
    expect(waiting.count).to.equal(2)
    expect(waiting.groups.map(({ requirement, rows }) => [requirement, rows.length])).to.deep.equal([
      ['term-max', 2],
      ['total-hours', 1],
    ])
  })

  it('is told on the page with the remedy and a link to the book', async () => {
    const site = await openSite()
    try {
      const { cookie, base } = await site.enter({ roles: ['issuer'] })
      const answer = await site.get(`${base}/issue?tab=waiting&missing=total-hours`, cookie)
      const html = (await answer.text()).replaceAll('\u00a0', ' ')
      expect(html).to.include('Не хватает часов: 1')
      expect(html).to.include('/learners/p-kovaleva?')
    } finally {
      await site.close()
    }
  })
})
