/** SQLite limits how deep an expression may nest; a balanced tree keeps a thousand terms ten deep. */
export function joinBalanced(terms: readonly string[], word: 'AND' | 'OR'): string {
	if (terms.length === 1) return terms[0];
	const middle = Math.ceil(terms.length / 2);
	return `(${joinBalanced(terms.slice(0, middle), word)} ${word} ${joinBalanced(terms.slice(middle), word)})`;
}
