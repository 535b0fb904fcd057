import "./styles/main.css";
import { render } from "preact";
import { App } from "./App";
import { listen } from "./keyboard/listen";
import { Speechless } from "./start/Speechless";
import { begin } from "./state/session";
import "./state/theme";
import { openBook } from "./words/speak";

document.documentElement.append(document.getElementById("icons")!); // what is drawn takes the whole body

openBook("inbox").then(start, () => render(<Speechless />, document.body));

function start(): void {
  render(<App />, document.body);
  listen();
  void begin();
}
