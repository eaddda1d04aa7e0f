/** Languages the formats are written for; any other Chinese or English tag is one of these. */
export type FormatLocale = 'en' | 'zh-CN'

interface UnitWords {
  day: string
  hour: string
  minute: string
  second: string
  millisecond: string
  perSecond: string
}

/** Unit words are part of a number's form, like its comma; sentences stand in the message files. */
export const unitWords: Record<FormatLocale, UnitWords> = {
  en: { day: 'd', hour: 'h', minute: 'm', second: 's', millisecond: 'ms', perSecond: '/s' },
  'zh-CN': { day: '天', hour: '时', minute: '分', second: '秒', millisecond: '毫秒', perSecond: '/秒' },
}
