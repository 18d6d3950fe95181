import type { Regulations } from '#credits/regulations/contract'
import { groupBy } from '#domain/group-by'
import type { Regulation } from '#domain/regulations/regulation'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { RegulationCard } from '../../ui/programme/regulation.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'

type Taken = Awaited<ReturnType<Regulations['taken']>>[number]

interface RegulationsProps {
  view: View
  regulations: readonly Regulation[]
  taken: readonly Taken[]
  notice: Notice | null
}

/** Every regulation with its versions, newest first, and where those that were taken up came from. */
export function RegulationsPage({ view, regulations, taken, notice }: RegulationsProps) {
  const { t, base } = view
  return (
    <Shell view={view} title={t.regulations.title} nav="programmes">
      <Said view={view} notice={notice} />
      <h1 tabIndex={-1}>{t.regulations.title}</h1>
      <p class="muted">{t.programmes.regulationsIntro}</p>
      <div class="actions">
        <a class="button main" href={`${base}/admin/regulations/new`}>
          {t.regulations.add}
        </a>
        <a class="button" href={`${base}/admin/programmes`}>
          {t.regulations.toProgrammes}
        </a>
      </div>
      {[...groupBy(regulations, ({ id }) => id)].map(([id, versions]) => (
        <Versions key={id} {...{ view, versions, taken }} />
      ))}
    </Shell>
  )
}

function Said({ view, notice }: { view: View; notice: Notice | null }) {
  const { regulations } = view.t
  if (notice?.kind !== 'recorded' && notice?.kind !== 'withdrawn') return null
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <b>{notice.kind === 'recorded' ? regulations.done : regulations.withdrawn}</b>
    </div>
  )
}

interface VersionsProps {
  view: View
  versions: readonly Regulation[]
  taken: readonly Taken[]
}

function Versions({ view, versions, taken }: VersionsProps) {
  const newest = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const [{ id, shortTitle, title }] = newest as [Regulation]
  return (
    <section aria-labelledby={`regulation-${id}`}>
      <h2 id={`regulation-${id}`}>{(shortTitle ?? title)[view.lang]}</h2>
      {newest.map(each => (
        <div key={each.version}>
          <RegulationCard view={view} regulation={each} />
          <Origin view={view} taken={taken.find(one => one.id === `${each.id}|${each.version}`)} />
        </div>
      ))}
    </section>
  )
}

/** Who took it up, and the way back while it judges nothing. */
function Origin({ view, taken }: { view: View; taken: Taken | undefined }) {
  const { t, base } = view
  if (!taken) return null
  const { regulationId, version, byName, at } = taken
  return (
    <form method="post" action={`${base}/admin/regulations/withdraw`} data-once>
      <input type="hidden" name="id" value={regulationId} />
      <input type="hidden" name="version" value={version} />
      <p class="muted">
        {t.regulations.takenBy} <span {...contentLang(view)}>{byName}</span>, {when(view, at)}.{' '}
        <button type="submit" class="plain">
          {t.regulations.withdraw}
          <span class="vh"> {version}</span>
        </button>
      </p>
    </form>
  )
}
