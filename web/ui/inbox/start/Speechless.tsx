/** Without any words: an update has renamed them, or the connection broke. */
export function Speechless() {
  return (
    <main class="settings">
      <p role="alert" lang="en">Hilo could not be loaded. <a href="">Load the page again.</a></p>
      <p role="alert" lang="es">No se ha podido cargar Hilo. <a href="">Vuelve a cargar la página.</a></p>
    </main>
  );
}
