import { parseArgs } from 'node:util';
import { measureContestant } from './arena';
import { compileContestants } from './compile-contestants';
import { describeConditions } from './conditions';
import { contestants, type Contestant } from './contestants';
import type { Figures } from './figures';
import { MeasuredOrg } from './measured-org';
import { tableHead, tableLine, verdictLine } from './table';
import { formatMegabytes, judge, type Conditions } from './targets';

const dataSeed = 20_261_121;
const growthFactor = 8;
const notes = [
	'',
	"Ours runs without n8n's engine, the built-in node in it. The org is restored before each contestant.",
	'A Bulk job is done when its state is asked for the second time: sf asks after 0 and 5 s, ours after 0.5 and 1.5 s.',
];

async function main(): Promise<void> {
	const { conditions, chosen } = readOptions();
	describeConditions(conditions, dataSeed).forEach((line) => console.log(line));
	notes.forEach((note) => console.log(note));

	const programs = await compileContestants();
	const figures = [
		...(await measureAll(conditions.rows, chosen, programs, conditions)),
		...(await measureAll(
			conditions.largeRows,
			chosen.filter(({ isScaled }) => isScaled),
			programs,
			conditions,
		)),
	];
	const verdicts = judge(figures, conditions);
	console.log('');
	verdicts.forEach((verdict) => console.log(verdictLine(verdict)));
	process.exitCode = verdicts.some(({ isMet }) => isMet === false) ? 1 : 0;
}

async function measureAll(
	rows: number,
	chosen: readonly Contestant[],
	programs: string,
	{ latencyMs }: Conditions,
): Promise<Figures[]> {
	if (chosen.length === 0) return [];
	const org = await MeasuredOrg.start(rows, dataSeed, latencyMs);
	const figures: Figures[] = [];
	try {
		console.log(`\n${tableHead()}`);
		for (const contestant of chosen) {
			const measured = await measureContestant(org, contestant, programs);
			console.log(tableLine(contestant, measured));
			figures.push(measured);
		}
		console.log(
			`the emulator: loaded in ${(org.loadMs / 1_000).toFixed(1)} s, peak memory ${formatMegabytes((await org.usage()).peakRssBytes)}`,
		);
	} finally {
		org.close();
	}
	return figures;
}

function readOptions(): { conditions: Conditions; chosen: readonly Contestant[] } {
	const { values } = parseArgs({
		options: {
			rows: { type: 'string', default: '50000' },
			latency: { type: 'string', default: '20' },
			only: { type: 'string', multiple: true },
		},
	});
	const rows = wholeNumber('rows', values.rows, 1);
	const names = contestants.map(({ name }) => name);
	const unknown = values.only?.find((name) => !names.includes(name));
	if (unknown !== undefined) throw new Error(`--only takes ${names.join(', ')}, not ${unknown}`);
	return {
		conditions: { rows, largeRows: rows * growthFactor, latencyMs: wholeNumber('latency', values.latency, 0) },
		chosen: contestants.filter(({ name }) => values.only?.includes(name) ?? true),
	};
}

function wholeNumber(name: string, text: string, least: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < least)
		throw new Error(`--${name} takes a whole number from ${least} on, not ${text}`);
	return value;
}

void main();
