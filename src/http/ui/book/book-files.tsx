import type { View } from '../../view.ts'
import { FileLink } from '../file-link.tsx'
import type { BookAddress } from './book-link.ts'

interface Props {
  view: View
  address: BookAddress
  /** For what an issuer does with whoever leaves. */
  enrolmentId?: string
}

/** The printed form of a book in either type. */
function formPath({ learnerId, programmeId }: BookAddress, type: 'pdf' | 'xlsx'): string {
  const root = learnerId === null ? '/book' : `/books/${encodeURIComponent(learnerId)}/form`
  return `${root}.${type}?${new URLSearchParams({ programme: programmeId })}`
}

export const BookPdf = ({ view, address }: Pick<Props, 'view' | 'address'>) => (
  <FileLink view={view} path={formPath(address, 'pdf')}>
    {view.t.forms.bookPdf}
  </FileLink>
)

/** The book as a spreadsheet and as a portable credential, empty forms; what an issuer can do with whoever leaves. */
export function BookFiles({ view, address, enrolmentId }: Props) {
  const { t } = view
  const { learnerId, programmeId } = address
  const whole = learnerId === null ? '/book' : `/books/${encodeURIComponent(learnerId)}`
  const credential = `${whole}/credential.jwt?${new URLSearchParams({ programme: programmeId })}`
  return (
    <>
      <FileLink view={view} path={formPath(address, 'xlsx')}>
        {t.forms.bookXlsx}
      </FileLink>
      <FileLink view={view} path={credential}>
        {t.documents.bookCredential}
      </FileLink>
      <a class="button" href={`${view.base}/forms`}>
        {t.forms.all}
      </a>
      {learnerId !== null && enrolmentId && isIssuer(view) && (
        <IssuerLinks view={view} learnerId={learnerId} programmeId={programmeId} enrolmentId={enrolmentId} />
      )}
      {learnerId !== null && (
        <a class="button" href={`${view.base}/learners/${encodeURIComponent(learnerId)}/consents`}>
          {t.documents.consents}
        </a>
      )}
    </>
  )
}

const isIssuer = ({ actor }: View): boolean =>
  actor?.roles.some(role => role === 'issuer' || role === 'administrator') ?? false

function IssuerLinks({
  view,
  learnerId,
  programmeId,
  enrolmentId,
}: {
  view: View
  learnerId: string
  programmeId: string
  enrolmentId: string
}) {
  const { t, base } = view
  const whose = new URLSearchParams({ learner: learnerId, programme: programmeId })
  return (
    <>
      <a class="button" href={`${base}/issue/names/${encodeURIComponent(learnerId)}`}>
        {t.templates.namesTitle}
      </a>
      <a class="button" href={`${base}/issue/statements/${encodeURIComponent(enrolmentId)}?${whose}`}>
        {t.templates.statementLink}
      </a>
    </>
  )
}
