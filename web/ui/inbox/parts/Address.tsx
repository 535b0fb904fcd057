import { Fragment } from "preact";

const PARTS = /(?<=[@.])/;

/** An address, which may break where it has a joint rather than anywhere. */
export function Address({ text }: { text: string }) {
  return <span class="address">{text.split(PARTS).map((part, index) => <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>)}</span>;
}
