/** Between two works the browser may answer people: together they would be one long one. Also where nothing is drawn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
