import { readFileSync } from 'node:fs';

/** Mail providers that opened after the list of the freemail package was drawn up. */
const newerFreemailDomains = ['proton.me', 'pm.me', 'hey.com', 'duck.com', 'tuta.com', 'tuta.io', 'skiff.com'];

let loaded: ReadonlySet<string> | undefined;

/**
 * Registrable domains of free and disposable mail providers, loaded once, at the first use. Reads the data files
 * of the freemail package, because its own look-up walks an array of 90,000 names for every address (0.6 ms).
 */
export function freemailDomains(): ReadonlySet<string> {
	loaded ??= new Set([...listOf('free'), ...listOf('disposable'), ...newerFreemailDomains]);
	return loaded;
}

function listOf(name: 'free' | 'disposable'): string[] {
	const text = readFileSync(require.resolve(`freemail/data/${name}.txt`), 'utf8');
	return text.split('\n').filter((domain) => /^[a-z0-9.-]+$/.test(domain));
}
