import { sumHours } from '#domain/hours'
import type { StoredProgramme } from '#store/ports/people'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { when } from '../sources/run-words.tsx'

interface VersionsProps {
  view: View
  programme: StoredProgramme
  /** Newest first. */
  former: readonly StoredProgramme[]
}

/** Who changed the programme and when; a former version opens in the form, to be saved anew. */
export function Versions({ view, programme, former }: VersionsProps) {
  const { programmes } = view.t
  if (former.length === 0) return null
  const href = `${view.base}/admin/programmes/${encodeURIComponent(programme.id)}`
  return (
    <details id="conflict">
      <summary>
        <span>{programmes.versions(former.length + 1)}</span>
      </summary>
      <ol class="plain-list" reversed>
        {[programme, ...former].map(each => (
          <li key={each.version}>
            <Version view={view} programme={each} />{' '}
            {each !== programme && (
              <a href={`${href}?version=${each.version ?? 1}`}>{programmes.openVersion(each.version ?? 1)}</a>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Version({ view, programme }: { view: View; programme: StoredProgramme }) {
  const { t, say } = view
  const { version = 1, changed, createdAt, title, modules } = programme
  return (
    <>
      {t.programmes.versionOn(version, when(view, changed?.at ?? createdAt))}
      {changed && (
        <>
          , <span {...contentLang(view)}>{changed.byName}</span>
        </>
      )}
      : <span {...contentLang(view)}>{title}</span>.{' '}
      {t.programmes.modules(modules.length, say.hours(sumHours(modules.map(({ hours }) => hours))))}
    </>
  )
}
