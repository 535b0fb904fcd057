import "./styles/main.css";
import { render } from "preact";
import { App } from "./App";
import { listen } from "./keyboard/listen";
import { begin } from "./state/session";
import "./state/theme";

render(<App />, document.body);
listen();
void begin();
