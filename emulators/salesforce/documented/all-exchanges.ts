import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentedExchange } from './exchange';

const suffix = '.exchanges.ts';

/** Every documented exchange of this folder, in the order of the files' names. */
export async function loadExchanges(): Promise<DocumentedExchange[]> {
	const files = readdirSync(__dirname)
		.filter((name) => name.endsWith(suffix))
		.sort();
	const modules = await Promise.all(
		files.map((name) => import(join(__dirname, name)) as Promise<Record<string, unknown>>),
	);
	return modules.flatMap((module) =>
		Object.entries(module)
			.filter(([name]) => name.endsWith('Exchanges'))
			.flatMap(([, exchanges]) => exchanges as readonly DocumentedExchange[]),
	);
}
