import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

/** What people read: the pages at the root, and everything under `docs/`, `src/` and `connectors/`. */
const pages = ['.', 'docs', 'src', 'connectors']
  .flatMap(folder =>
    readdirSync(folder, { recursive: folder !== '.' }).map(file => path.join(folder, String(file))),
  )
  .filter(file => file.endsWith('.md'))

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  )

function deadLinks(page: string): string[] {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter(link => {
    if (/^[a-z]+:/.test(link)) return false
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? page : path.join(path.dirname(page), file)
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
  })
}

describe('the pages of the repository', () => {
  it('lead nowhere that is not there', () => {
    expect(pages.length).to.be.greaterThan(30)
    expect(pages.flatMap(page => deadLinks(page).map(link => `${page}: ${link}`))).to.deep.equal([])
  })
})
