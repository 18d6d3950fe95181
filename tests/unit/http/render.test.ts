import { expect } from 'chai'
import { h } from 'preact'
import { renderPage } from '#http/render'

describe('a page as HTML', () => {
  it('ties words in texts, never in what somebody typed into a field, whatever signs it has', () => {
    const typed = 'a > b в школе'
    const html = renderPage(h('p', null, h('input', { value: typed, title: 'в школе' }), 'работает в школе'))
    expect(html).to.include(`value="${typed}" title="в школе"`)
    expect(html).to.include('работает в\u00a0школе')
  })
})
