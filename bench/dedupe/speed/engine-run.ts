/** A process of its own: finds the duplicates of a file of contacts with the engine, and tells its parent what that cost. */
import { clusterPairs } from '../../../core/stages/dedupe/linkage/clusters';
import { link } from '../../../core/stages/dedupe/linkage/linkage';
import type { LinkagePhase, Progress } from '../../../core/stages/dedupe/linkage/turns';
import { seededRandom } from '../../../demo/dedupe/seeded-random';
import { readContacts } from './contacts-file';
import { type ProcessCost, threadMs, watchProcess } from './process-watch';

/** What it tells. */
export interface EngineRun extends ProcessCost {
	readonly records: number;
	readonly pairs: number;
	/** Records that stand in a cluster with others. */
	readonly clustered: number;
	/** CPU seconds by phase. */
	readonly phases: ReadonlyArray<readonly [LinkagePhase, number]>;
	/** Blocking rules that were worth their pairs. */
	readonly rules: readonly string[];
}

async function main(file: string): Promise<void> {
	const records = await readContacts(file);
	const phases: Array<[LinkagePhase, number]> = [];
	let since = threadMs();
	const progress: Progress = (phase, share) => {
		if (share > 0 || phases.at(-1)?.[0] === phase) return;
		endPhase();
		phases.push([phase, 0]);
	};
	const endPhase = (): void => {
		const now = threadMs();
		const last = phases.at(-1);
		if (last) last[1] = (now - since) / 1_000;
		since = now;
	};
	const watch = watchProcess();
	const linkage = await link(records, { subject: 'person', random: seededRandom(1), progress });
	const clusters = await clusterPairs(linkage, progress);
	endPhase();
	const cost = watch();
	const sizes = new Uint32Array(records.length);
	for (const cluster of clusters) sizes[cluster] += 1;
	const rules = linkage.pairs.blocks.filter(({ isLeftOut }) => !isLeftOut).map(({ rule }) => rule);
	const clustered = sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0);
	const run: EngineRun = { ...cost, records: records.length, pairs: linkage.pairs.count, clustered, phases, rules };
	process.send!(run);
}

void main(process.argv[2]);
