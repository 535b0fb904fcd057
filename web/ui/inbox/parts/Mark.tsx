/** Hilo's mark: a thread that draws the letter h. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M10.500 5.500v21M10.500 18c0-4 2.600-6.300 5.800-6.300 3.400 0 5.200 2.200 5.200 5.500v4.600c0 2.800 1.300 4.200 4 4.200" />
    </svg>
  );
}
