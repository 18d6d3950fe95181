import { expect } from 'chai'
import { h, isValidElement, options, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { renderNode } from '#http/render-node'
import { fakeCredits, openSite, type Site } from './support/fakes.ts'
import { PAGES } from './support/pages.ts'
import { longBook } from './support/views.ts'

const plain = (text: string): string => text

describe('JSX written as HTML', () => {
  const html = (node: unknown): string => renderNode(h('p', null, node as never), plain)
  const alone = (name: string, props: object): string => renderNode(h(name, props) as VNode, plain)

  it('writes what somebody typed as text, never as an element or the end of an attribute', () => {
    const typed = '<script>"&amp;\' onload=x'
    expect(html(typed)).to.equal("<p>&lt;script>&quot;&amp;amp;' onload=x</p>")
    expect(alone('input', { value: typed })).to.equal(
      '<input value="&lt;script>&quot;&amp;amp;\' onload=x"/>',
    )
  })

  it('takes nothing that came as JSON for an element', () => {
    const sent = JSON.parse('{"type":"script","props":{"children":"x"},"constructor":null}')
    expect(isValidElement(sent)).to.equal(false)
    expect(html(sent)).to.equal('<p></p>')
  })

  it('writes numbers, lists and nothing for what is empty', () => {
    expect(html([0, null, undefined, true, false, '', ['a', 7]])).to.equal('<p>0a7</p>')
  })

  it('says yes or no in words where ARIA and scripts read them, and by its name alone elsewhere', () => {
    const props = {
      hidden: true,
      disabled: false,
      'aria-hidden': true,
      'aria-busy': false,
      'data-once': true,
      tabIndex: -1,
    }
    expect(alone('b', props)).to.equal(
      '<b hidden aria-hidden="true" aria-busy="false" data-once="true" tabindex="-1"></b>',
    )
  })

  it('keeps the names of SVG, and of nothing after it', () => {
    const picture = h('svg', { viewBox: '0 0 1 1' }, h('pattern', { patternUnits: 'userSpaceOnUse' }))
    expect(html([picture, h('td', { colSpan: 2 })])).to.equal(
      '<p><svg viewBox="0 0 1 1"><pattern patternUnits="userSpaceOnUse"></pattern></svg><td colspan="2"></td></p>',
    )
  })

  it('ties the words between two tags as one text, but not those that stand as they are', () => {
    const tie = (text: string) => text.replaceAll(' ', '_')
    const node = h('div', null, 'a ', 'b', h('code', null, 'c d'), h('textarea', { value: 'e f' }), 'g h')
    expect(renderNode(node, tie)).to.equal('<div>a_b<code>c d</code><textarea>e f</textarea>g_h</div>')
  })
})

describe('every page', () => {
  let site: Site
  let made: VNode[]
  const before_ = options.vnode
  before(async () => {
    options.vnode = node => {
      if (typeof node.type === 'function' && node.type.name.endsWith('Page')) made.push(node)
    }
    site = await openSite({ credits: fakeCredits({ readBooks: async () => longBook(60) }) })
  })
  after(async () => {
    if (before_) options.vnode = before_
    else delete options.vnode
    await site.close()
  })

  for (const [role, path] of PAGES)
    it(`is the same HTML as preact-render-to-string gives: ${path}`, async () => {
      made = []
      const { cookie } = role ? await site.enter({ roles: [role] }) : { cookie: '' }
      await site.get(path, cookie)
      const [root] = made
      expect(root, 'made by the request').to.be.an('object')
      expect(root && renderNode(root, plain)).to.equal(root && renderToString(root))
    })
})
