import { expect } from 'chai'
import { nextLink } from '#lti/services/next-link'

const BASE = 'https://lms.example/members?limit=5'

describe('next link', () => {
  const cases: [title: string, header: string | string[] | undefined, next: string | undefined][] = [
    ['no header', undefined, undefined],
    [
      'quoted, with a query string',
      '<https://lms.example/m?a=1&from=5>; rel="next"',
      'https://lms.example/m?a=1&from=5',
    ],
    ['unquoted', '<https://lms.example/m?from=5>; rel=next', 'https://lms.example/m?from=5'],
    [
      'among others',
      '<https://x.example/d>; rel="differences", <https://x.example/n>; rel="next"',
      'https://x.example/n',
    ],
    ['one of several relations', '<https://x.example/n>; rel="last next"', 'https://x.example/n'],
    ['other parameters first', '<https://x.example/n>; title="a, b"; rel="next"', 'https://x.example/n'],
    ['relative', '</members?from=5>; rel="next"', 'https://lms.example/members?from=5'],
    ['a comma in the address', '<https://x.example/n?ids=1,2>; rel="next"', 'https://x.example/n?ids=1,2'],
    [
      'several headers',
      ['<https://x.example/p>; rel="prev"', '<https://x.example/n>; rel="next"'],
      'https://x.example/n',
    ],
    ['only differences', '<https://x.example/d>; rel="differences"', undefined],
    ['rubbish', 'next', undefined],
  ]
  for (const [title, header, next] of cases) {
    it(`reads: ${title}`, () => {
      expect(nextLink(header, BASE)).to.equal(next)
    })
  }
})
