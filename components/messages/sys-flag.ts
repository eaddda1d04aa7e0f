/**
 * What a message's system flag says of its transaction; null for one outside any. Bits 0x4 and 0x8 of sysFlag
 * (MessageSysFlag, 4.4 to 5.5).
 */
export function transactionState(sysFlag: number): 'prepared' | 'committed' | 'rolled-back' | null {
  switch (sysFlag & 0xc) {
    case 0x4:
      return 'prepared'
    case 0x8:
      return 'committed'
    case 0xc:
      return 'rolled-back'
    default:
      return null
  }
}
