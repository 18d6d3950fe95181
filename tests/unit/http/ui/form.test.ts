import { expect } from 'chai'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ru } from '#http/words/ru'

const { ErrorSummary, Field } = await import('../../../../src/http/ui/form.tsx')

describe('what is wrong with a form', () => {
  it('quotes a title that quotes with inner marks, above and at the field', () => {
    const error = 'Часы модуля «Конкурс «Урок года»»: число'
    const view = { t: ru } as never
    const above = renderToString(h(ErrorSummary, { view, errors: { hours: error } }))
    const at = renderToString(h(Field, { id: 'hours', label: 'Часы', error, children: () => null }))
    for (const html of [above, at]) expect(html).to.include('>Часы модуля «Конкурс „Урок года“»: число<')
  })
})
