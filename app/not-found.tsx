import { UnknownAddressWhenNeeded } from './_components/unknown-address-when-needed'

export default function NotFound() {
  return <UnknownAddressWhenNeeded />
}
