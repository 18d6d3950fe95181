import type { PackView } from '#credits/records/contract'
import type { View } from '../../view.ts'
import { type BookAddress, bookLink } from '../book/book-link.ts'
import { Seen } from '../form.tsx'

interface PackProps {
  view: View
  address: BookAddress
  pack: PackView
  canWrite: boolean
}

/** The enrolment documents: what is not handed in; whoever records says which. */
export function EnrolmentPack({ view, address, pack, canWrite }: PackProps) {
  const { t, say } = view
  return (
    <section aria-labelledby="pack">
      <h2 id="pack">{t.records.pack}</h2>
      <p class={pack.isComplete ? 'good' : 'muted'}>
        {pack.isComplete ? t.records.packComplete : t.records.packAbout}{' '}
        <small>{say.clause(pack.clause)}</small>
      </p>
      {canWrite ? (
        <PackForm view={view} address={address} pack={pack} />
      ) : (
        <PackList view={view} pack={pack} />
      )}
    </section>
  )
}

function PackForm({ view, address, pack }: Omit<PackProps, 'canWrite'>) {
  const { t, lang } = view
  return (
    <form method="post" action={bookLink(view, address, '/records/pack')} data-once>
      <Seen version={pack.version} />
      <fieldset class="ticks">
        <legend>{t.records.packMissing}</legend>
        <p class="muted">{t.records.packHint}</p>
        {pack.documents.map(({ id, title, isMissing }) => (
          <label class="tick">
            <input type="checkbox" name="missing" value={id} checked={isMissing} />
            {title[lang]}
          </label>
        ))}
      </fieldset>
      <button type="submit">{t.records.packSave}</button>
    </form>
  )
}

/** Of a complete pack the sentence says it all. */
function PackList({ view, pack }: Pick<PackProps, 'view' | 'pack'>) {
  const missing = pack.documents.filter(({ isMissing }) => isMissing)
  if (missing.length === 0) return null
  return (
    <>
      <p>{view.t.records.packMissing}:</p>
      <ul class="steps">
        {missing.map(({ id, title }) => (
          <li key={id}>{title[view.lang]}</li>
        ))}
      </ul>
    </>
  )
}
