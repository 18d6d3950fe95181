import type { SeenPlatform } from '#administration/platforms'
import type { View } from '../../view.ts'
import { when } from '../sources/run-words.tsx'

interface WaitingProps {
  view: View
  platform: SeenPlatform
  id: string
  seenAt: string
}

/** «Связь есть: запуск 10:12, deployment 3. Включить», for whoever may. */
export function WaitingDeployment({ view, platform, id, seenAt }: WaitingProps) {
  const { t } = view
  return (
    <li>
      <div>
        <span class="warn">◷ {t.platforms.waits(when(view, seenAt), id)}</span>
        <small class="below">
          {platform.canManage ? t.platforms.approveHint : t.platforms.othersApprove}
        </small>
      </div>
      {platform.canManage && (
        <form method="post" action={actionOf(view, platform, 'approve')}>
          <input type="hidden" name="deployment" value={id} />
          <button type="submit" class="main">
            {t.platforms.approve}
            <span class="vh"> {id}</span>
          </button>
        </form>
      )}
    </li>
  )
}

export const actionOf = ({ base }: View, { id }: { id: string }, verb: string): string =>
  `${base}/admin/platforms/${encodeURIComponent(id)}/${verb}`
