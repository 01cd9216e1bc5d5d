import { get } from 'node:http';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

const updateKinds: ReadonlySet<string> = new Set(['collections', 'composite']);

interface JobInfo {
	readonly id: string;
	readonly numberRecordsProcessed?: number;
	readonly numberRecordsFailed?: number;
}

/** Whether a request of this kind and method changes records, or brings a Bulk job on. */
export function isWrite({ kind, method }: { readonly kind: string; readonly method: string }): boolean {
	return updateKinds.has(kind) || (kind.startsWith('bulk') && method !== 'GET');
}

/** How many rows the org has saved for its clients since it was reset; one that came twice counts twice. */
export async function countSavedRows(org: SalesforceEmulator): Promise<number> {
	const direct = org.calls.log
		.filter(({ kind }) => updateKinds.has(kind))
		.reduce((sum, { records }) => sum + records, 0);
	const token = org.issueToken();
	const { records } = await read<{ records: readonly JobInfo[] }>(org, token, '');
	let byJobs = 0;
	for (const { id } of records) {
		const { numberRecordsProcessed = 0, numberRecordsFailed = 0 } = await read<JobInfo>(org, token, `/${id}`);
		byJobs += numberRecordsProcessed - numberRecordsFailed;
	}
	return direct + byJobs;
}

/** Over a connection of its own, so that none stays open. */
function read<T>({ url }: SalesforceEmulator, token: string, path: string): Promise<T> {
	return new Promise((resolve, reject) => {
		const options = { agent: false, headers: { authorization: `Bearer ${token}` } };
		get(`${url}/services/data/v68.0/jobs/ingest${path}`, options, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk as Buffer);
			resolve(JSON.parse(Buffer.concat(chunks).toString()) as T);
		}).once('error', reject);
	});
}
