import type { SharesView, ShareView } from '#credits/shares/contract'
import { fullName } from '#domain/names/full-name'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { ErrorSummary, Field, MadeAt } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../../view.ts'

interface SharesProps {
  view: View
  shares: SharesView
  address: BookAddress
  draft: { recipient: string; until: string }
  errors: Readonly<Record<string, string>>
  /** The address of a link that was just made. */
  made: string | null
  /** What was done, in words. */
  done: string | null
}

/** Links to a book: for whom, until when, when last used; a new one, and revoking. */
export function SharesPage(props: SharesProps) {
  const { view, shares, address, errors } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t.share.title}
      nav={address.learnerId === null ? 'book' : 'learners'}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      <Done {...props} />
      <p class="crumb">
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>{t.share.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(shares.learner)} · {shares.programme.title}
      </p>
      <p>{t.share.intro}</p>
      <OnRequest {...props} />
      <NewShare {...props} />
      <section aria-labelledby="links">
        <h2 id="links">{t.share.list}</h2>
        {shares.shares.length === 0 ? <p>{t.share.none}</p> : <ShareTable {...props} />}
      </section>
    </Shell>
  )
}

function Done({ view, made, done }: SharesProps) {
  const { t } = view
  if (made === null && done === null) return null
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <p>
        <b>{made === null ? done : t.share.made}</b>
      </p>
      {made !== null && <CopyField view={view} id="link" label={t.share.link} value={made} />}
    </div>
  )
}

/** Who may ask for the book by the regulation; the form offers them as recipients. */
function OnRequest({ view, shares: { onRequest } }: SharesProps) {
  const { t, say, lang } = view
  if (!onRequest) return null
  const bodies = onRequest.bodies.map(body => body[lang]).join(', ')
  return (
    <p>
      {t.share.onRequest(bodies)} <small class="muted">({say.clause(onRequest.clause)})</small>
      <datalist id="bodies">
        {onRequest.bodies.map(body => (
          <option value={body.ru} />
        ))}
      </datalist>
    </p>
  )
}

function NewShare({ view, shares, address, draft, errors }: SharesProps) {
  const { t } = view
  return (
    <form method="post" action={bookLink(view, address, '/shares')} noValidate data-once>
      <MadeAt view={view} />
      <Field id="recipient" label={t.share.recipient} hint={t.share.recipientHint} error={errors.recipient}>
        {described => (
          <input
            id="recipient"
            name="recipient"
            maxLength={200}
            value={draft.recipient}
            type="text"
            list={shares.onRequest ? 'bodies' : undefined}
            {...described}
          />
        )}
      </Field>
      <Field id="until" label={t.share.until} hint={t.share.untilHint} error={errors.until}>
        {described => (
          <input
            id="until"
            name="until"
            type="date"
            min={shares.today}
            max={shares.latest}
            value={draft.until}
            {...described}
          />
        )}
      </Field>
      <button type="submit" class="main">
        {t.share.make}
      </button>
    </form>
  )
}

function ShareTable({ view, shares, address }: SharesProps) {
  const { columns } = view.t.share
  return (
    <>
      <p class="muted">{view.t.share.visits}</p>
      <table class="stack" role="table">
        <Heads of={[columns.recipient, columns.until, columns.by, columns.used, columns.state]} />
        <tbody role="rowgroup">
          {shares.shares.map(share => (
            <ShareRow key={share.id} view={view} share={share} address={address} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function ShareRow({ view, share, address }: { view: View; share: ShareView; address: BookAddress }) {
  const { t, say, timeZone } = view
  const { columns } = t.share
  const used = share.lastUsedAt === undefined ? null : new Date(share.lastUsedAt)
  return (
    <tr role="row">
      <td role="cell">
        <b {...contentLang(view)}>{share.recipient}</b>
      </td>
      <td role="cell" data-label={columns.until}>
        {say.date(share.until)}
      </td>
      <td role="cell" data-label={columns.by}>
        <span {...contentLang(view)}>{share.createdBy.name}</span>, {say.role(share.createdBy.role)}
      </td>
      <td role="cell" data-label={columns.used}>
        {used === null
          ? t.share.neverUsed
          : t.share.used(say.date(dateIn(timeZone, used)), timeIn(timeZone, used), share.uses)}
      </td>
      <td role="cell">
        {share.state === 'valid' ? (
          <form method="post" action={bookLink(view, address, `/shares/${share.id}/revoke`)} data-once>
            {t.share.states.valid}{' '}
            <button type="submit">
              {t.share.revoke}
              <span class="vh">
                : <Mixed view={view} text={share.recipient} />
              </span>
            </button>
          </form>
        ) : share.revoked ? (
          <Mixed
            view={view}
            text={t.share.revokedBy(
              share.revoked.name,
              say.date(dateIn(timeZone, new Date(share.revoked.at))),
            )}
          />
        ) : (
          t.share.states.over
        )}
      </td>
    </tr>
  )
}
