const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idPattern = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/;

/** The three characters that tell which of the 15 are capitals, so that an id survives case-insensitive tools. */
export function caseSuffix(id15: string): string {
	return [0, 5, 10]
		.map((start) => {
			const bits = [...id15.slice(start, start + 5)].map((char) => (char >= 'A' && char <= 'Z' ? 1 : 0));
			return suffixAlphabet[bits.reduce<number>((sum, bit, index) => sum + (bit << index), 0)];
		})
		.join('');
}

/** The 18-character form of a 15- or 18-character id, or `undefined` when it is not an id. */
export function toId18(id: string): string | undefined {
	if (!idPattern.test(id)) return undefined;
	const id15 = id.slice(0, 15);
	const suffix = caseSuffix(id15);
	if (id.length === 18 && id.slice(15).toUpperCase() !== suffix) return undefined;
	return id15 + suffix;
}

/** The `counter`-th id of an object; ids of one object sort in the order they were made. */
export function makeRecordId(keyPrefix: string, counter: number): string {
	let digits = '';
	for (let rest = counter; rest > 0; rest = Math.floor(rest / 62)) digits = base62[rest % 62] + digits;
	const id15 = `${keyPrefix}5e00000${digits.padStart(5, '0')}`;
	return id15 + caseSuffix(id15);
}
