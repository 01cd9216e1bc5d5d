import { engagementPreset } from '../../core/stages/score/grid/engagement-presets';
import { gridModel } from '../../core/stages/score/grid/grid-model';
import { parseGrid } from '../../core/stages/score/grid/parse-grid';
import { scoreByGrid } from '../../core/stages/score/grid/score-by-grid';
import type { RelatedCounts } from '../../core/stages/score/related/related-counts';
import { scoreRecords } from '../../core/stages/score/score';
import { scorecardModel } from '../../core/stages/score/scorecard-model';
import { scorecardPreset } from '../../core/stages/score/scorecard-presets';
import type { RecordItem } from '../../core/record/record-item';

const scoredRecords = 400_000;
/** Five times what the templates take on at once. */
const perBatch = 10_000;
const mostSeconds = 3;
const mostHoldMs = 50;
const now = new Date('2026-01-01T00:00:00Z');

/** How long the scorecards made by hand take for 400,000 leads, in seconds of processor time, and how long they hold everything else up. */
export async function measureHandSpeed(): Promise<string[]> {
	const leads = madeLeads(perBatch);
	const model = scorecardModel(scorecardPreset('Lead'), { now });
	const alone = cpuSecondsOf(() => {
		for (let at = 0; at < scoredRecords; at += 1) model.score(leads[at % perBatch]);
	});
	const counts = madeCounts();
	const grid = parseGrid({ name: 'grid', version: '1' }, 'Lead');
	const onGrid = gridModel(grid, { now, counts });
	return [
		'',
		`scoring 400,000 with all reasons, standard scorecard: ${alone.toFixed(1)} s (at most ${mostSeconds}: ${verdict(alone <= mostSeconds)})`,
		await inBatches('as the node does (hash, gate, suggested values), standard scorecard', () =>
			scoreRecords(leads, { model, gate: true, now }),
		),
		await inBatches(
			`as the node does, fit and engagement (${engagementPreset('Lead').rules.length} counts that fade)`,
			() => scoreByGrid(leads, { grid, model: onGrid, fields: {}, gate: true, now }),
		),
	];
}

/** The longest hold is the processor time between two turns of the event loop, so that another process on the machine does not count. */
async function inBatches(what: string, score: () => Promise<unknown>): Promise<string> {
	const hold = watchHolds();
	const started = cpuSeconds();
	for (let done = 0; done < scoredRecords; done += perBatch) await score();
	const seconds = cpuSeconds() - started;
	const held = hold();
	return `scoring 400,000 ${what}: ${seconds.toFixed(1)} s; longest hold ${held.toFixed(0)} ms of processor time (at most ${mostHoldMs}: ${verdict(held <= mostHoldMs)})`;
}

function watchHolds(): () => number {
	let [longest, isOver] = [0, false];
	let last = process.threadCpuUsage();
	const turn = (): void => {
		const { user, system } = process.threadCpuUsage(last);
		longest = Math.max(longest, (user + system) / 1_000);
		last = process.threadCpuUsage();
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	return () => {
		isOver = true;
		return longest;
	};
}

function madeLeads(count: number): RecordItem[] {
	const titles = ['VP Sales', 'Plant Manager', 'Student', 'CTO', 'Clerk', null];
	return Array.from({ length: count }, (_, at) => ({
		Id: `00Q${String(at).padStart(12, '0')}`,
		Email: at % 3 ? `a${at}@company${at % 999}.com` : `x${at}@gmail.com`,
		Title: titles[at % titles.length],
		Phone: at % 2 ? `+1 555 ${at}` : null,
		Website: `company${at % 999}.com`,
		Country: 'US',
		Industry: 'Energy',
		NumberOfEmployees: at % 3_000,
		AnnualRevenue: at * 100,
		Status: 'Open',
		HasOptedOutOfEmail: at % 50 === 0,
		DoNotCall: false,
	}));
}

/** Five days with something on each, for every record and rule. */
function madeCounts(): RelatedCounts {
	const days = [1, 8, 15, 40, 90].map((each) => ({ days: each, count: 1 }));
	return { of: () => days, uncounted: [], objectLabels: new Map() };
}

function cpuSecondsOf(work: () => void): number {
	const started = cpuSeconds();
	work();
	return cpuSeconds() - started;
}

function cpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000_000;
}

function verdict(isMet: boolean): string {
	return isMet ? 'met' : 'NOT MET';
}
