import { parseHours } from '#domain/hours'
import type { Certificate } from '#store/ports/certificates'
import { fullName } from '../say.ts'
import { contentLang } from '../ui/book-link.ts'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

/** P8: what was issued to whom. */
export function RegisterPage({
  view,
  certificates,
  nextHref,
}: {
  view: View
  certificates: readonly Certificate[]
  nextHref: string | null
}) {
  const { t } = view
  const heads = [
    t.register.number,
    t.register.date,
    t.register.holder,
    t.register.programme,
    t.register.hours,
    t.register.status,
    'PDF',
  ]
  return (
    <Shell view={view} title={t.register.title} nav="register">
      <h1 tabIndex={-1}>{t.register.title}</h1>
      {certificates.length === 0 && <p>{t.register.empty}</p>}
      {certificates.length > 0 && (
        <table class="stack" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {heads.map(head => (
                <th role="columnheader" scope="col" class={head === t.register.hours ? 'num' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {certificates.map(certificate => (
              <Row key={certificate.id} view={view} certificate={certificate} />
            ))}
          </tbody>
        </table>
      )}
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

function Row({ view, certificate }: { view: View; certificate: Certificate }) {
  const { t, say } = view
  const { snapshot } = certificate
  if (!snapshot) return null
  return (
    <tr role="row">
      <td role="cell">
        <b>{snapshot.registrationNumber}</b>
      </td>
      <td role="cell" class="meta">
        {say.date(snapshot.issuedOn)}
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {fullName(snapshot.learner)}
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {snapshot.programme.title}
      </td>
      <td role="cell" class="num meta last">
        {say.hours(parseHours(snapshot.hours))}
      </td>
      <td role="cell">
        <a href={`/verify/${certificate.verificationCode}`}>
          {statusWords(view, certificate)}
          <span class="vh">: {snapshot.registrationNumber}</span>
        </a>
      </td>
      <td role="cell">
        <a href={`${view.base}/certificates/${certificate.id}/pdf`}>
          {t.issue.download}
          <span class="vh">: {snapshot.registrationNumber}</span>
        </a>
      </td>
    </tr>
  )
}

/** What the document is worth today; the check page says by what it was replaced. */
function statusWords({ t, say }: View, { status, annulment }: Certificate): string {
  if (status === 'replaced') return t.register.replaced
  return annulment ? t.register.annulled(say.date(annulment.at)) : t.register.valid
}
