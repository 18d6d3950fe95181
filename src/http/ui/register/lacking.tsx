import type { Lacking } from '#credits/register/contract'
import type { FederalField } from '#domain/federal/columns'
import { PROGRAMME_FIELDS } from '#domain/federal/fields'
import { findingText } from '#domain/federal/words'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Mixed } from '../mixed.tsx'

const SHOWN = 200

/** Whose rows the federal register would refuse, with what mends them. */
export function LackingList({
  view,
  id,
  title,
  rows,
}: {
  view: View
  id: string
  title: string
  rows: readonly Lacking[]
}) {
  if (rows.length === 0) return null
  return (
    <details id={id} open={rows.length <= 20}>
      <summary>
        <span>{title}</span>
      </summary>
      <ul class="cards">
        {rows.slice(0, SHOWN).map(row => (
          <LackingCard view={view} row={row} />
        ))}
      </ul>
    </details>
  )
}

/** What the programme lacks is mended on the programme's page, the rest on the person's. */
const OF_PROGRAMME = new Set<FederalField>(['programmeTitle', ...PROGRAMME_FIELDS])

function LackingCard({ view, row }: { view: View; row: Lacking }) {
  const { t, base } = view
  const ofProgramme = row.findings.filter(({ field }) => OF_PROGRAMME.has(field)).length
  const ofPerson = row.findings.length - ofProgramme
  const places = [
    ofPerson > 0 && { path: `people/${encodeURIComponent(row.learnerId)}`, text: t.register.fix },
    ofProgramme > 0 && {
      path: `programmes/${encodeURIComponent(row.programmeId)}`,
      text: t.register.fixProgramme,
    },
  ].filter(place => place !== false)
  return (
    <li>
      <div>
        <b {...contentLang(view)}>{row.name}</b>
        {row.registrationNumber && <small> № {row.registrationNumber}</small>}
        <Findings view={view} findings={row.findings} />
      </div>
      <div>
        {places.map(({ path, text }) => (
          <>
            <a href={`${base}/register/federal/${path}`}>
              {text}
              <span class="vh" {...contentLang(view)}>
                : {row.name}
              </span>
            </a>{' '}
          </>
        ))}
      </div>
    </li>
  )
}

/** What is not filled in as one list, whatever is wrong line by line. */
function Findings({ view, findings }: { view: View; findings: Lacking['findings'] }) {
  const missing = findings.filter(({ fault }) => fault === 'missing').map(({ header }) => header)
  const wrong = findings.filter(({ fault }) => fault !== 'missing')
  return (
    <>
      {missing.length > 0 && (
        <p>
          <Mixed view={view} text={view.t.register.notFilled(missing.join(', '))} />
        </p>
      )}
      {wrong.length > 0 && (
        <ul>
          {wrong.map(finding => (
            <li>
              <Mixed view={view} text={findingText(finding, view.lang)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
