import { performance } from 'node:perf_hooks';
import type { RecordItem } from '../../core/record/record-item';
import { enrichRecords } from '../../core/stages/enrich/enrich';
import type { EnrichRequest } from '../../core/stages/enrich/enrich-request';
import type { LookUpResult } from '../../core/stages/enrich/enrich-sentence';
import { peopleDataLabsCompany } from '../../core/stages/enrich/providers/http/definitions/people-data-labs-company';
import { openHttpProvider } from '../../core/stages/enrich/providers/http/open-http-provider';
import { domainOf, type LookUpTask, type LookUpUsage } from './look-up-task';

/** As one execution of a template takes on. */
const perExecution = 2_000;
/** What a paying customer may send: the definition has the limit of the free plan. */
const paidRate = { scope: 'key', windows: [{ requests: 1_000, perMs: 60_000 }] } as const;

/** Looks so many records up in a process of its own, and tells its parent what it took. */
async function main(): Promise<void> {
	const task = JSON.parse(process.argv[2]) as LookUpTask;
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const matched = task.way === 'pack' ? await askAsThePack(task) : await askOneByOne(task);
	const seconds = (performance.now() - started) / 1_000;
	const { user, system } = process.cpuUsage(cpuBefore);
	const peakRssBytes = process.resourceUsage().maxRSS * 1_024;
	const usage: LookUpUsage = { seconds, cpuSeconds: (user + system) / 1e6, peakRssBytes, matched };
	process.send?.(usage, () => process.exit(0));
}

async function askAsThePack(task: LookUpTask): Promise<number> {
	let matched = 0;
	const tell = ({ word }: LookUpResult) => {
		if (word === 'matched') matched += 1;
	};
	const request = requestOf(task, tell);
	for (let start = 0; start < task.rows; start += perExecution) {
		const count = Math.min(perExecution, task.rows - start);
		const items = Array.from({ length: count }, (_, index) => aLead(task, start + index));
		await enrichRecords(items, request, undefined);
	}
	return matched;
}

function requestOf({ url, key }: LookUpTask, tell: EnrichRequest['tell']): EnrichRequest {
	const definition = { ...peopleDataLabsCompany, rate: { ...paidRate, windows: [...paidRate.windows] } };
	const provider = openHttpProvider(definition, {
		baseUrl: url,
		account: 'bench',
		authenticate: async (request) => ({ ...request, headers: { ...request.headers, 'x-api-key': key } }),
	});
	const mapping = { policy: 'fill_blank', minConfidence: 0.5 } as const;
	return {
		sObject: 'Lead',
		provider,
		inputs: { website: 'Website', company: 'Company' },
		mappings: [
			{ source: 'industry', target: 'Industry', ...mapping },
			{ source: 'employees', target: 'NumberOfEmployees', ...mapping },
		],
		gate: true,
		...(tell && { tell }),
	};
}

function aLead(task: LookUpTask, index: number): RecordItem {
	return {
		Id: `00Q${String(index).padStart(12, '0')}AAA`,
		Company: `Company ${index}`,
		Website: domainOf(task, index),
		Industry: null,
		NumberOfEmployees: null,
	};
}

/** What a workflow without the pack does: an HTTP request for each item. */
async function askOneByOne(task: LookUpTask): Promise<number> {
	let [matched, next] = [0, 0];
	const walk = async () => {
		while (next < task.rows) {
			const address = new URL(`${task.url}/v5/company/enrich`);
			address.searchParams.set('website', domainOf(task, next++));
			const reply = await fetch(address, { headers: { 'x-api-key': task.key } });
			await reply.arrayBuffer();
			if (reply.status === 200) matched += 1;
		}
	};
	await Promise.all(Array.from({ length: task.atATime ?? 1 }, walk));
	return matched;
}

void main();
