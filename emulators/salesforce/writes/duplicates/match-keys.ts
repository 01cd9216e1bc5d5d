import type { RecordStore } from '../../storage/record-store';
import type { MatchingMethod } from './duplicate-seed';

const nicknames: Readonly<Record<string, string>> = {
	bill: 'william',
	bob: 'robert',
	rob: 'robert',
	dick: 'richard',
	liz: 'elizabeth',
	beth: 'elizabeth',
	kate: 'katherine',
	mike: 'michael',
	jim: 'james',
	tom: 'thomas',
	tony: 'anthony',
	dave: 'david',
	steve: 'steven',
	chris: 'christopher',
};
const legalForms = /\b(?:inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|corp|corporation|co|company|sa|bv|the)\b/g;

/** Two texts are fuzzily the same when their keys are equal; Salesforce's own methods score, these decide. */
export const matchKeys: Readonly<Record<Exclude<MatchingMethod, 'exact'>, (text: string) => string>> = {
	fuzzyName: (text) =>
		plainWords(text)
			.map((word) => nicknames[word] ?? word)
			.join(' '),
	fuzzyCompany: (text) => plainWords(plainWords(text).join(' ').replace(legalForms, ' ')).join(' '),
	fuzzyEmail: (text) =>
		text
			.toLowerCase()
			.trim()
			.replace(/\+[^@]*@/, '@'),
	fuzzyPhone: (text) => text.replace(/\D/g, '').slice(-9),
	fuzzyWebsite: (text) =>
		text
			.toLowerCase()
			.trim()
			.replace(/^https?:\/\//, '')
			.replace(/^www\./, '')
			.replace(/[/?#].*$/, ''),
	// Salesforce compares ZIP codes of the United States only.
	fuzzyZip: (text) => /^\d{5}(?=(?:-\d{4})?$)/.exec(text.trim())?.[0] ?? '',
};

/** The SQL function that gives a column's key. */
export function keyFunction(method: MatchingMethod): string {
	return `match_${method}`;
}

/** Makes the keys known to SQL, so that they can be searched and indexed there. */
export function registerMatchKeys({ database }: RecordStore): void {
	for (const [method, key] of Object.entries(matchKeys)) {
		database.function(keyFunction(method as MatchingMethod), { deterministic: true }, (value) =>
			typeof value === 'string' ? key(value) || null : null,
		);
	}
}

function plainWords(text: string): string[] {
	const letters = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
	return letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
