import {
	closeSync,
	constants,
	existsSync,
	fchmodSync,
	fstatSync,
	lstatSync,
	mkdirSync,
	openSync,
	statSync,
	type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { EnrichmentError } from '../../errors';

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;

/**
 * Makes the file (mode 0600, its folder 0700) before SQLite opens it, because its journal files copy its mode. Throws
 * `store_unavailable` for a file that is a link or another account's, and for a folder in which everybody may put files:
 * there another account could take the store, or lead our writes to a file of its choice.
 */
export function createPrivateFile(path: string): void {
	const folder = dirname(path);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (process.platform !== 'win32') refuseOpenFolder(folder, statSync(folder));
	for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) refuseLink(file);
	// Without following a link that appears only now; Windows has no such flag.
	const descriptor = openSync(path, O_RDWR | O_APPEND | O_CREAT | (O_NOFOLLOW ?? 0), 0o600);
	try {
		const found = fstatSync(descriptor);
		if (!found.isFile()) throw unsafe(`${path} is no file`, 'Name a file.');
		if (isAnothers(found))
			throw unsafe(`${path} belongs to another account`, "Give it to n8n's account, or name another file.");
		fchmodSync(descriptor, 0o600);
	} finally {
		closeSync(descriptor);
	}
}

function refuseOpenFolder(folder: string, found: Stats): void {
	if ((found.mode & 0o002) !== 0)
		throw unsafe(
			`everybody may write into the folder ${folder}`,
			"Name a file in a folder of n8n's own, or take the right away from others.",
		);
	if (isAnothers(found))
		throw unsafe(`the folder ${folder} belongs to another account`, "Name a file in a folder of n8n's own.");
}

function refuseLink(path: string): void {
	if (!isThere(path) || !lstatSync(path).isSymbolicLink()) return;
	throw unsafe(`${path} is a link`, 'Name the file that it leads to.');
}

/** A link to nothing is there too. */
function isThere(path: string): boolean {
	return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Root may open everybody's, and owns what an operator has laid out. */
function isAnothers({ uid }: Stats): boolean {
	const own = process.getuid?.();
	return own !== undefined && own !== 0 && uid !== own && uid !== 0;
}

function unsafe(problem: string, remedy: string): EnrichmentError {
	return new EnrichmentError('store_unavailable', `The store cannot be kept safely: ${problem}.`, {
		remedy: `${remedy} SALESFORCE_ENRICHMENT_STORE in n8n's environment says where the store is.`,
	});
}
