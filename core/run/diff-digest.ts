import { hash } from 'node:crypto';
import { isBlank } from '../record/field-value';
import type { Store } from '../store/store';

/** A value that was or would be written. */
export interface DigestRow {
	/** 18 characters. */
	readonly recordId: string;
	readonly field: string;
	readonly after: unknown;
}

/**
 * What a write changes, as one fingerprint, whatever the order of the rows: of a dry run and of the real run on the
 * same org they are equal. Each row becomes the JSON of `[record, field, value]`, of which the first eight bytes of
 * its SHA-256 are kept; these numbers are sorted and hashed together, so that a run of any size fits in memory.
 */
export class DiffDigest {
	private fingerprints = new BigUint64Array(1_024);

	/** The same memory: making a big integer of each fingerprint would cost more than to hash its row. */
	private halves = new Uint32Array(this.fingerprints.buffer);

	private count = 0;

	add({ recordId, field, after }: DigestRow): void {
		if (this.count === this.fingerprints.length) this.grow();
		const line = JSON.stringify([recordId, field, canonicalValue(after)]);
		const bytes = hash('sha256', line, 'binary');
		this.halves[2 * this.count + highHalf] = numberAt(bytes, 0);
		this.halves[2 * this.count + 1 - highHalf] = numberAt(bytes, 4);
		this.count += 1;
	}

	/** 64 characters of hex; the same for no rows at all. */
	hex(): string {
		const bytes = Buffer.from(this.fingerprints.slice(0, this.count).sort().buffer);
		return hash('sha256', highHalf === 1 ? bytes.swap64() : bytes);
	}

	private grow(): void {
		const larger = new BigUint64Array(this.fingerprints.length * 2);
		larger.set(this.fingerprints);
		this.fingerprints = larger;
		this.halves = new Uint32Array(larger.buffer);
	}
}

/** Which half of a big integer in memory is the high one. */
const highHalf = new Uint8Array(Uint16Array.of(1).buffer)[0];

/** Four bytes of a text of bytes as a number, the highest first. */
function numberAt(bytes: string, index: number): number {
	const byte = (offset: number) => bytes.charCodeAt(index + offset);
	return (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
}

/** The fingerprint of everything that a run wrote, or that a dry run would have written, by its journal. */
export async function digestJournal(store: Pick<Store, 'readJournal'>, runId: string): Promise<string> {
	const digest = new DiffDigest();
	for await (const rows of store.readJournal(runId)) {
		for (const row of rows) if (row.status === 'written' || row.status === 'would_write') digest.add(row);
	}
	return digest.hex();
}

/** One notation per value: instants in UTC with milliseconds, text without blanks at its ends, blank as null. */
export function canonicalValue(value: unknown): unknown {
	if (isBlank(value)) return null;
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== 'string') return value;
	const text = value.trim().replaceAll('\r\n', '\n');
	return /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? instantOf(text) : text;
}

function instantOf(text: string): string {
	const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}
