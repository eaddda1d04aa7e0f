'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, useMemo, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { useFormat } from '@/components/ui/use-format'
import { urlOf } from '@/lib/contract/endpoint'
import { readMessageBody } from '@/lib/contract/messages'
import { type BodyView, base64Lines, bodyBytes, bodyViewIds, bodyViews, crcText, hexRows } from './body-views'
import { formatJson, indent, type JsonLine, spaceBefore } from './format-json'
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
  const json = useMemo(
    () => (body.text === null ? null : formatJson(body.text, { cut: body.truncated })),
    [body.text, body.truncated],
  )
  const views = bodyViews(body, json !== null)
  const view = wanted !== null && views.includes(wanted) ? wanted : views[0]
  return (
    <Section
      title={t('body')}
      note={
        <span className="num">
          {[
            body.compression === 'none'
              ? format.bytes(body.sizeBytes)
              : t('compressed', { size: format.bytes(body.sizeBytes), how: body.compression }),
            `CRC ${crcText(message.bodyCrc)}`,
          ].join(' · ')}
        </span>
      }
      aside={
        <span className="flex flex-wrap items-center gap-1.5">
          {view !== undefined && views.length > 1 && (
            <SegmentedControl
              label={t('bodyAs')}
              size="sm"
              value={view}
              onChange={(next) => void setWanted(next)}
              options={views.map((id) => ({ value: id, label: t(`bodyView.${id}`) }))}
            />
          )}
          {views.length === 1 && view !== undefined && <span className="text-ink-3">{t(`bodyView.${view}`)}</span>}
          <Downloads cluster={cluster} message={message} />
        </span>
      }
    >
      <CrcState matches={message.bodyCrcMatches} />
      {body.error !== null && (
        <Banner tone="danger" className="mt-1.5">
          {t('bodyError', { error: body.error })}
        </Banner>
      )}
      {body.encoding === 'none' ? (
        <p className="py-2 text-ink-3">{t('bodyEmpty')}</p>
      ) : (
        view !== undefined && <BodyText key={view} view={view} message={message} json={json} />
      )}
      {body.truncated && <p className="pt-1.5 text-small text-ink-2">{t('truncated')}</p>}
      {body.encoding === 'gbk' && <p className="pt-1.5 text-small text-ink-3">{t('gbkNote')}</p>}
    </Section>
  )
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

interface BodyTextProps {
  view: BodyView
  message: MessageCopy
  json: JsonLine[] | null
}

function BodyText({ view, message, json }: BodyTextProps) {
  const { body } = message
  const bytes = useMemo(() => (view === 'hex' || view === 'base64' ? bodyBytes(body) : null), [view, body])
  switch (view) {
    case 'json':
      return <Lines lines={json ?? []} draw={(line) => <JsonText line={line} />} />
    case 'hex':
      return (
        <Lines
          lines={hexRows(bytes ?? new Uint8Array())}
          label={(row) => row.offset}
          draw={(row) => (
            <span className="whitespace-pre">
              {row.hex.padEnd(48)} <span className="text-ink-3">{row.text}</span>
            </span>
          )}
        />
      )
    case 'base64':
      return <Lines lines={base64Lines(bytes ?? new Uint8Array())} label={() => null} draw={(line) => line} />
    default:
      return <Lines lines={(body.text ?? '').split(/\r\n|\n|\r/)} draw={(line) => line} />
  }
}

const LINES_AT_ONCE = 500

/** Numbered lines in mono; long ones wrap, very many come in parts. */
function Lines<T>({
  lines,
  draw,
  label = (_, index) => index + 1,
}: {
  lines: readonly T[]
  draw: (line: T) => ReactNode
  label?: (line: T, index: number) => ReactNode
}) {
  const t = useTranslations('message')
  const [limit, setLimit] = useState(LINES_AT_ONCE)
  return (
    <>
      <section
        aria-label={t('body')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it is reached by keyboard
        tabIndex={0}
        className="mono mt-1.5 max-h-140 overflow-auto rounded-md border border-line bg-sunken py-2 leading-4.5"
      >
        {lines.slice(0, limit).map((line, index) => {
          const number = label(line, index)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <div key={index} className="flex pr-3">
              <span aria-hidden="true" className="min-w-8.5 flex-none pr-3 pl-2 text-right text-ink-3 select-none">
                {number}
              </span>
              <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{draw(line)}</span>
            </div>
          )
        })}
      </section>
      {lines.length > limit && (
        <p className="flex items-center gap-3 pt-1.5 text-small text-ink-2">
          {t('linesShown', { shown: limit, total: lines.length })}
          <Button size="sm" onClick={() => setLimit((shown) => shown + LINES_AT_ONCE * 4)}>
            {t('moreLines')}
          </Button>
        </p>
      )}
    </>
  )
}

const tokenLook = { key: 'text-link', string: '', number: '', word: '', mark: 'text-ink-3' }

function JsonText({ line }: { line: JsonLine }) {
  return (
    <>
      {indent(line.depth)}
      {line.tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
        <span key={index} className={tokenLook[token.kind]}>
          {spaceBefore(token, line.tokens[index - 1])}
          {token.text}
        </span>
      ))}
    </>
  )
}
