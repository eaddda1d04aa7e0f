'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { type BodyView, base64Lines, bodyBytes, bodyText, hexRows, type MessageBody } from './body-views'
import { formatJson, indent, type JsonLine, spaceBefore } from './format-json'

/** The body laid out as JSON; null when it is no object or list. A byte order mark before it is no part of it. */
export function useBodyJson({ text, truncated }: MessageBody): JsonLine[] | null {
  return useMemo(
    () => (text === null ? null : formatJson(text.replace(/^\ufeff/, ''), { cut: truncated })),
    [text, truncated],
  )
}

/** A body in one of its views; never as HTML. Key it by the view: how much is shown begins anew. */
export function BodyText({ view, body, json }: { view: BodyView; body: MessageBody; json: JsonLine[] | null }) {
  const t = useTranslations('message')
  const read = useMemo(() => (view === 'text' || view === 'gbk' ? bodyText(body, view) : null), [view, body])
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
      return (
        <>
          <Lines lines={(read?.text ?? '').split(/\r\n|\n|\r/)} draw={(line) => line} />
          {read?.lossy && (
            <p className="pt-1.5 text-small text-ink-2">{t('bodyLossy', { as: t(`bodyView.${view}`) })}</p>
          )}
        </>
      )
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
