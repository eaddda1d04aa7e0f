'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { useFormat } from '@/components/ui/use-format'
import { urlOf } from '@/lib/contract/endpoint'
import { readMessageBody } from '@/lib/contract/messages'
import { BodyText, useBodyJson } from './body-text'
import { bodyViewIds, bodyViews, crcText, firstView, type MessageBody } from './body-views'
import type { MessageCopy } from './message-copy'
import { CrcState } from './message-facts'

/** The body as text, JSON, hex or Base64; never as HTML. */
export function BodySection({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  const format = useFormat()
  const [wanted, setWanted] = useQueryState(
    'body',
    parseAsStringLiteral(bodyViewIds).withOptions({ history: 'replace' }),
  )
  const { body } = message
  const json = useBodyJson(body)
  const views = bodyViews(body, json !== null)
  const view = wanted !== null && views.includes(wanted) ? wanted : firstView(body, json !== null)
  return (
    <Section
      title={t('body')}
      note={<span className="num">{[bodySize(t, format, body), `CRC ${crcText(message.bodyCrc)}`].join(' · ')}</span>}
      aside={
        <span className="flex flex-wrap items-center gap-1.5">
          {views.length > 0 && (
            <SegmentedControl
              label={t('bodyAs')}
              size="sm"
              value={view}
              onChange={(next) => void setWanted(next)}
              options={views.map((id) => ({ value: id, label: t(`bodyView.${id}`) }))}
            />
          )}
          <Downloads cluster={cluster} message={message} />
        </span>
      }
    >
      <CrcState matches={message.bodyCrcMatches} />
      {body.error !== null && (
        <Banner tone="danger" className="mt-1.5">
          {t(body.shownAsStored ? 'bodyError' : 'bodyTooLarge', { error: body.error })}
        </Banner>
      )}
      {body.encoding === 'none' ? (
        <p className="py-2 text-ink-3">{t('bodyEmpty')}</p>
      ) : (
        <BodyText key={view} view={view} body={body} json={json} />
      )}
      {body.truncated && <p className="pt-1.5 text-small text-ink-2">{t('truncated')}</p>}
      {body.encoding === 'gbk' && view === 'gbk' && <p className="pt-1.5 text-small text-ink-3">{t('gbkNote')}</p>}
    </Section>
  )
}

/** `1.2 MB`, and of a compressed one how much of that is stored. */
export function bodySize(
  t: ReturnType<typeof useTranslations<'message'>>,
  format: ReturnType<typeof useFormat>,
  { compression, decodedSizeBytes, sizeBytes }: MessageBody,
): string {
  const stored = format.bytes(sizeBytes)
  if (compression === 'none') return stored ?? ''
  const compressed = t('compressed', { size: stored, how: compression })
  return decodedSizeBytes === null ? compressed : `${format.bytes(decodedSizeBytes)}, ${compressed}`
}

function Downloads({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  // By its place: of several copies with one message ID this is the one that is shown.
  const input = { cluster, messageId: message.offsetMessageId }
  const link = (href: string, label: string, children: ReactNode) => (
    <Button size={children ? 'sm' : 'iconSm'} asChild>
      <a href={href} download aria-label={label} data-hint={label}>
        <Download />
        {children}
      </a>
    </Button>
  )
  if (message.body.compression === 'none') return link(urlOf(readMessageBody, input), t('download'), null)
  return (
    <>
      {message.body.error === null &&
        link(urlOf(readMessageBody, { ...input, decoded: '1' }), t('downloadDecoded'), null)}
      {link(urlOf(readMessageBody, input), t('downloadStored'), message.body.compression)}
    </>
  )
}
