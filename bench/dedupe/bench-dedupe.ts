/**
 * `npm run bench:dedupe -- [--data FOLDER] [--crm 20000] [--seed 7]`: how well and how fast duplicates are found, with the
 * shipped presets and without labels, on public data sets in a folder and on our own generator's contacts, accounts and leads.
 * `--hard 4000 [--hard-seed 29]` instead: hard sets of many countries, with slips, blanks and look-alikes of another kind.
 * `--org 5000 [--seed 7]` instead: leads sent through *Match Against Salesforce* to an emulated org around so many people.
 * `--speed 100000 [--speed 400000] [--duckdb]` instead: how fast only, each size in a process of its own.
 */
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine';
import { accountDataSet, crmDataSet, type DataSet, publicDataSets } from './data-sets';
import { hardSets } from './hard/hard-sets';
import { measureLeads } from './measure-leads';
import { measureSet, type SetMeasures } from './measure-set';
import { measureOrgMatch } from './org-match/measure-org-match';
import { printSpeed } from './speed/speed-table';
import { reliabilityTable, tableHead, tableLegend, tableLine } from './quality-table';

const profiles = ['easy', 'hard'] as const;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			data: { type: 'string' },
			crm: { type: 'string', multiple: true, default: ['20000'] },
			seed: { type: 'string', default: '7' },
			hard: { type: 'string', multiple: true, default: [] },
			'hard-seed': { type: 'string', default: '29' },
			speed: { type: 'string', multiple: true, default: [] },
			org: { type: 'string', multiple: true, default: [] },
			duckdb: { type: 'boolean', default: false },
		},
	});
	const seed = values.hard.length > 0 ? values['hard-seed'] : values.seed;
	console.log(`${describeMachine()}; seed ${seed}\n`);
	if (values.speed.length > 0) return printSpeed(values.speed.map(Number), Number(values.seed), values.duckdb);
	if (values.org.length > 0) return await printOrgMatch(values.org.map(Number), Number(values.seed));
	console.log(tableHead());
	const measured: SetMeasures[] = [];
	const sets =
		values.hard.length > 0
			? values.hard.flatMap((count) => [...hardSets(Number(count), Number(values['hard-seed']))])
			: dataSets(values.data, values.crm.map(Number), Number(values.seed));
	for (const set of sets) {
		measured.push(await measureSet(set));
		console.log(tableLine(measured.at(-1)!));
	}
	console.log(`\n${tableLegend}\n\n${reliabilityTable(measured)}`);
	if (values.hard.length > 0) return;
	console.log('\nleads to accounts');
	for (const count of values.crm.map(Number)) {
		for (const profile of profiles)
			(await measureLeads(count, profile, Number(values.seed))).forEach((line) => console.log(line));
	}
	console.log(
		`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, the data and its generator included`,
	);
}

async function printOrgMatch(counts: readonly number[], seed: number): Promise<void> {
	console.log('leads matched with an org (P: right among matched, R: matched among those who are there)');
	for (const count of counts)
		for (const profile of profiles) for await (const line of measureOrgMatch(count, profile, seed)) console.log(line);
}

function* dataSets(folder: string | undefined, counts: readonly number[], seed: number): Generator<DataSet> {
	if (folder !== undefined) yield* publicDataSets(folder);
	for (const count of counts) {
		for (const profile of profiles) yield crmDataSet(profile, count, seed);
		for (const profile of profiles) yield accountDataSet(profile, count, seed);
	}
}

void main();
