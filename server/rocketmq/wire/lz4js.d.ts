/** The parts of lz4js 0.2.0 that tests use as a second opinion on the LZ4 frame decoder. */
declare module 'lz4js' {
  export function compress(content: Uint8Array, maxSize?: number): Uint8Array
  export function decompress(frame: Uint8Array, maxSize?: number): Uint8Array
}
