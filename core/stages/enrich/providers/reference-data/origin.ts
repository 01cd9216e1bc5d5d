import { EnrichmentError } from '../../../../errors';

/** Where reference data comes from, in the words of messages. */
export interface ReferenceOrigin {
	/** A path, the name of a file, or that of a node. */
	readonly name: string;
	readonly whole: 'file' | 'input';
	readonly row: 'line' | 'item';
	/** What to do about a fault in it. */
	readonly remedy: string;
}

/** A file on the server, by its path. */
export function fileAt(path: string): ReferenceOrigin {
	return { name: path, whole: 'file', row: 'line', remedy: 'Correct the file, or point the provider at another one.' };
}

/** A fault of reference data, at a place that a person can go to. Neither cells nor headings are ever in the words. */
export function faultIn(
	origin: ReferenceOrigin,
	place: { line?: number; column?: string | number },
	what: string,
	remedy?: string,
): EnrichmentError {
	const { name, row } = origin;
	const line = place.line === undefined ? '' : `, ${row} ${place.line}`;
	const column = place.column === undefined ? '' : `, column ${place.column}`;
	return new EnrichmentError('invalid_parameter', `Reference data "${name}"${line}${column}: ${what}`, {
		remedy: remedy ?? origin.remedy,
		details: { path: name, ...place },
	});
}
