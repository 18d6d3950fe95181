import { expect } from 'chai'
import { factsOfWait, waitOf } from '#domain/entries/reminder'
import { reasonText } from '#domain/texts/texts'
import { usualDays } from '#domain/time/usual-days'

const dateOf = (instant: string) => instant.slice(0, 10)
const entry = { status: 'imported' as const, createdAt: '2026-11-10T05:00:00.000Z' }

const waitOn = (today: string, remindedAt?: string) => {
  const wait = waitOf({ ...entry, ...(remindedAt && { remindedAt }) }, { days: 5, today, dateOf })
  if (!wait) throw new TypeError('it waits')
  return wait
}
const textOn = (today: string, lang: 'ru' | 'en', remindedAt?: string) =>
  reasonText(
    { reason: 'not-confirmed', facts: { date: '2026-11-10', ...factsOfWait(waitOn(today, remindedAt)) } },
    lang,
  )

describe('a wait', () => {
  it('may be reminded of once the usual days are over, and as many days after a reminder', () => {
    expect(waitOn('2026-11-14').mayRemind).to.equal(false)
    expect(waitOn('2026-11-15').mayRemind).to.equal(true)
    expect(waitOn('2026-11-19', '2026-11-15T05:00:00.000Z')).to.include({
      remindFrom: '2026-11-20',
      mayRemind: false,
    })
    expect(waitOn('2026-11-20', '2026-11-15T05:00:00.000Z').mayRemind).to.equal(true)
  })

  it('ends with the decision', () => {
    expect(waitOf({ ...entry, status: 'rejected' }, { days: 5, today: '2026-11-20', dateOf })).to.equal(null)
  })

  it('says since when, how long that usually takes, and from which day one may remind', () => {
    expect(textOn('2026-11-12', 'ru')).to.deep.equal({
      text: 'Ждёт подтверждения куратора с 10 ноября 2026. Обычно это 5 дней.',
      remedy: 'Пока ничего делать не нужно. Напомнить куратору можно с 15 ноября 2026.',
    })
    expect(textOn('2026-11-15', 'ru')?.remedy).to.equal('Можно напомнить куратору.')
    expect(textOn('2026-11-16', 'en', '2026-11-15T05:00:00.000Z')?.remedy).to.equal(
      'Your curator was reminded on 15 November 2026. You can do so once more from 20 November 2026.',
    )
  })
})

describe('usual days', () => {
  const took = (...days: number[]) =>
    days.map(n => ({ from: '2026-11-01', to: `2026-11-${String(1 + n).padStart(2, '0')}` }))

  it('are the middle of what was measured, of an even number the longer one, at least one', () => {
    expect(usualDays(took(9, 1, 2, 2, 20))).to.equal(2)
    expect(usualDays(took(1, 2, 3, 4, 5, 6))).to.equal(4)
    expect(usualDays(took(0, 0, 0, 0, 0))).to.equal(1)
  })

  it('are not known of fewer than five cases', () => {
    expect(usualDays(took(1, 2, 3, 4))).to.equal(undefined)
  })
})
