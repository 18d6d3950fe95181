import type { RegisterLine } from '#credits/contract'
import { formatVerificationCode } from '#domain/certificates/certificate-number'
import { parseHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import type { Certificate } from '#store/ports/certificates'
import { actionsOn, type RegisterAction } from '../../register-action.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { kindWords, stateWords } from './register.page.tsx'

interface CardProps {
  view: View
  line: RegisterLine & { family: readonly Certificate[] }
  done: RegisterAction | null
}

/** One document with its life and what can be done with it. */
export function RegisterCardPage(props: CardProps) {
  const { view, line, done } = props
  const { t } = view
  const { certificate } = line
  const title = t.register.cardTitle(certificate.snapshot?.registrationNumber ?? '')
  return (
    <Shell view={view} title={title} nav="register">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      {done && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.register.actDone[done](dayOf(view, certificate.annulment?.at ?? view.now.toISOString()))}
        </p>
      )}
      <p class="lead">
        <b>{kindWords(view, certificate)}</b>, {stateWords(view, certificate)}
      </p>
      <Facts view={view} line={line} />
      <Life view={view} line={line} />
      <Actions view={view} certificate={certificate} />
      <p>
        <a href={`${view.base}/register`}>{t.register.backToList}</a>
      </p>
    </Shell>
  )
}

function Facts({ view, line: { certificate } }: Pick<CardProps, 'view' | 'line'>) {
  const { t, say } = view
  const { snapshot, claimedBy, order, verificationCode, pdfHash } = certificate
  if (!snapshot) return null
  const { period } = snapshot
  const rows: [string, string, boolean][] = [
    [t.register.holder, fullName(snapshot.learner), true],
    [t.register.document, snapshot.documentTitle, true],
    [t.register.programme, snapshot.programme.title, true],
    [t.register.hours, say.hoursLong(parseHours(snapshot.hours)), false],
    [t.register.period, `${say.date(period.from)} – ${say.date(period.to)}`, false],
    [t.register.date, say.dateLong(snapshot.issuedOn), false],
    [t.register.issuedBy, claimedBy.name, true],
    ...(order
      ? [
          [t.register.order, t.register.orderWords(order.number, say.date(order.on)), true] as [
            string,
            string,
            boolean,
          ],
        ]
      : []),
    [t.register.code, formatVerificationCode(verificationCode), false],
  ]
  return (
    <>
      <dl>
        {rows.map(([label, value, isContent]) => (
          <>
            <dt>{label}</dt>
            <dd {...(isContent ? contentLang(view) : {})}>{value}</dd>
          </>
        ))}
      </dl>
      {pdfHash && (
        <details>
          <summary>
            <span>{t.register.hash}</span>
          </summary>
          <p>
            <code>{pdfHash}</code>
          </p>
        </details>
      )}
    </>
  )
}

/** Oldest first: issue, exports, delivery, what took its place, annulment. */
function Life({ view, line }: Pick<CardProps, 'view' | 'line'>) {
  const { t } = view
  const { family } = line
  const steps = lifeOf(view, line)
  return (
    <section aria-labelledby="life-title">
      <h2 id="life-title">{t.register.life}</h2>
      <ul class="plain-list">
        {steps.map(text => (
          <li>
            <Mixed view={view} text={text} />
          </li>
        ))}
        {family.map(other => (
          <li key={other.id}>
            <a href={`${view.base}/register/${encodeURIComponent(other.id)}`}>
              <Mixed view={view} text={t.register.cardTitle(other.snapshot?.registrationNumber ?? '')} />
            </a>
            : {kindWords(view, other)}, {stateWords(view, other)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function lifeOf(view: View, { certificate }: CardProps['line']): string[] {
  const { t, say } = view
  const { snapshot, issuedAt, annulment, replacedBy, delivery, spoiled, exports = [] } = certificate
  const words = t.register
  const kindOf = (kind: string) => words.kinds[kind] ?? kind
  return [
    ...(snapshot?.replaces
      ? [words.stands(kindOf(snapshot.replaces.kind), snapshot.replaces.registrationNumber)]
      : []),
    ...(issuedAt ? [words.issued(dayOf(view, issuedAt))] : []),
    ...(delivery ? [words.wasDelivered(say.date(delivery.on), words.ways[delivery.way] ?? '')] : []),
    ...exports.map(run => words.wasExported(dayOf(view, run.at))),
    ...(replacedBy
      ? [words.wasReplaced(say.date(replacedBy.on), kindOf(replacedBy.kind), replacedBy.registrationNumber)]
      : []),
    ...(annulment
      ? [words.wasAnnulled(dayOf(view, annulment.at), annulment.byName ?? '', annulment.reason)]
      : []),
    ...(spoiled ? [words.wasSpoiled(dayOf(view, spoiled.at), spoiled.reason)] : []),
  ]
}

function Actions({ view, certificate }: { view: View; certificate: Certificate }) {
  const { t, base, actor } = view
  const path = `${base}/register/${encodeURIComponent(certificate.id)}`
  const mayAct = actor?.roles.some(role => role === 'issuer' || role === 'administrator') ?? false
  const isOwn = actor?.personId === certificate.learnerId
  const actions = mayAct && !isOwn ? actionsOn(certificate) : []
  return (
    <section aria-labelledby="actions-title">
      <h2 id="actions-title">{t.register.actions}</h2>
      {isOwn && <p>{t.register.own}</p>}
      <div class="actions">
        {certificate.state === 'issued' && (
          <>
            <FileLink view={view} path={`/certificates/${encodeURIComponent(certificate.id)}/pdf`}>
              {t.register.download}
            </FileLink>
            <a
              class="button"
              target="_blank"
              rel="noopener"
              href={`/verify/${formatVerificationCode(certificate.verificationCode)}`}
            >
              {t.register.checkPage}
            </a>
          </>
        )}
        {actions.map(action => (
          <a key={action} class="button" id={`act-${action}`} href={`${path}/${action}`}>
            {t.register.act[action]}
          </a>
        ))}
      </div>
    </section>
  )
}
