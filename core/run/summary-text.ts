import { DiffDigest } from './diff-digest';
import type { RunSummary } from './run-summary';
import { providerLines } from './provider-summary';
import { nameOfRun } from './run-sentence';
import { counted, formatCount } from './verdict';

type Facts = Omit<RunSummary, 'text'>;

/** Where the books say it otherwise than people do. */
const wordsByStage: Readonly<Partial<Record<string, string>>> = { canary: 'trial write' };

const reasonsShown = 3;

const jobsShown = 3;

/** Enough to tell two runs apart; all of it is in the item. */
const digestShown = 16;

const digestOfNothing = new DiffDigest().hex();

/** The summary as a few plain lines, for e-mail or chat. */
export function formatSummary(facts: Facts): string {
	return [
		headline(facts),
		readLine(facts),
		facts.counts.read > 0 ? writeLine(facts) : undefined,
		stateLine(facts),
		stampLine(facts),
		unstampedLine(facts),
		leftoverLine(facts),
		leftOutLine(facts),
		reasonLine(facts),
		jobLine(facts),
		digestLine(facts),
		windowLine(facts),
		...providerLines(facts.providers ?? []),
		facts.orderAdvice,
		callLine(facts),
		ceilingLine(facts),
		`History of changes: ${facts.journal}`,
	]
		.filter((line) => line !== undefined)
		.join('\n');
}

function headline(facts: Facts): string {
	const { status, reason, durationSeconds } = facts;
	const why = reason === undefined ? '' : ` - ${reason}`;
	return `${nameOfRun(facts)}: ${status} in ${formatDuration(durationSeconds)}${why}`;
}

function readLine({ counts }: Facts): string {
	if (counts.read === 0) return 'Read 0: nothing was due';
	const { high, medium, low } = counts.matched;
	const parts = [
		some(high + medium + low, `matched (${bands({ high, medium, low })})`),
		some(counts.noMatch, 'not matched'),
		some(counts.gated, 'unchanged since the last look-up'),
	].filter(Boolean);
	return parts.length > 0
		? `Read ${formatCount(counts.read)}: ${parts.join(', ')}`
		: `Read ${formatCount(counts.read)}`;
}

function writeLine({ counts, isDryRun }: Facts): string {
	const { wouldWrite, written, stampedOnly, rejected, failed, duplicates, ranks } = counts;
	const parts = [
		isDryRun || wouldWrite > 0 ? `would write ${formatCount(wouldWrite)}` : '',
		isDryRun ? '' : `written ${formatCount(written)}`,
		some(stampedOnly, 'with new status fields only'),
		some(rejected, 'rejected'),
		some(failed, 'failed'),
		counts.duplicates > 0 ? counted(duplicates, 'duplicate') : '',
		Object.values(ranks).some((count) => count > 0) ? `ranks ${bands(ranks)}` : '',
	].filter(Boolean);
	const text = parts.join(', ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Records that were not written for what they are, not for their values. */
function stateLine({ counts }: Facts): string | undefined {
	const parts = [
		counts.duplicateRule && `${formatCount(counts.duplicateRule)} held back by a duplicate rule`,
		counts.noAccess && `${formatCount(counts.noAccess)} not open to the connected user`,
		counts.locked && `${formatCount(counts.locked)} locked by an approval`,
		counts.gone && `${formatCount(counts.gone)} deleted, hidden or converted meanwhile`,
	].filter(Boolean);
	return parts.length > 0 ? `Not written, whatever their values: ${parts.join(', ')}` : undefined;
}

function stampLine({ knownByStamps }: Facts): string | undefined {
	if (knownByStamps === undefined) return undefined;
	return `Known by their status fields alone: ${formatCount(knownByStamps)}, written by a process that ended before it noted them; what was matched in them is not counted`;
}

function unstampedLine({ unstamped }: Facts): string | undefined {
	if (unstamped === undefined) return undefined;
	const { records, recordId, link } = unstamped;
	const example = recordId === undefined ? '' : `, such as ${link ?? recordId}`;
	return `Could not take their status fields: ${formatCount(records)}${example}; the attempts are remembered in the store instead`;
}

function leftoverLine({ counts }: Facts): string | undefined {
	const elsewhere =
		counts.claimedElsewhere && ` (of them ${formatCount(counts.claimedElsewhere)} in use by another run)`;
	const parts = [
		counts.carriedOver && `${formatCount(counts.carriedOver)} to be tried again by a later run${elsewhere || ''}`,
		counts.exhausted && `${formatCount(counts.exhausted)} given up after repeated failures`,
		counts.dropped && `${formatCount(counts.dropped)} given up because they never came back`,
	].filter(Boolean);
	return parts.length > 0 ? `Left over: ${parts.join(', ')}` : undefined;
}

function leftOutLine({ leftOut, isDryRun }: Facts): string | undefined {
	if (leftOut.length === 0) return undefined;
	const shown = leftOut.slice(0, reasonsShown).map(({ reason, records }) => `${reason} (${formatCount(records)})`);
	const further = leftOut.length > reasonsShown ? [counted(leftOut.length - reasonsShown, 'further reason')] : [];
	return `${isDryRun ? 'Would leave out' : 'Left out'}: ${[...shown, ...further].join('; ')}`;
}

function reasonLine({ reasons }: Facts): string | undefined {
	if (reasons.length === 0) return undefined;
	const shown = reasons.slice(0, reasonsShown).map(({ records, outcome, message, link }) => {
		const why = message === '' ? '' : ` (${message})`;
		return `${formatCount(records)} ${outcomeWords(outcome)}${why}${link ? `, e.g. ${link}` : ''}`;
	});
	return `Reasons: ${shown.join('; ')}`;
}

function jobLine({ jobs }: Facts): string | undefined {
	if (jobs.length === 0) return undefined;
	const shown = jobs.slice(0, jobsShown).map(({ jobId, rows, link }) => `${counted(rows, 'row')} ${link ?? jobId}`);
	const further = jobs.length > jobsShown ? [`${formatCount(jobs.length - jobsShown)} more`] : [];
	return `Bulk jobs: ${[...shown, ...further].join('; ')}`;
}

function digestLine({ digest, isDryRun }: Facts): string | undefined {
	if (digest === undefined || digest === digestOfNothing) return undefined;
	return `Fingerprint of what ${isDryRun ? 'would change' : 'changed'}: ${digest.slice(0, digestShown)}`;
}

function windowLine({ window, watermark }: Facts): string | undefined {
	if (!window) return watermark && `Changes have been read until ${watermark}`;
	const from = window.from ? `from ${window.from} ` : '';
	const limit = window.stoppedAtLimit ? ', where the limit stopped it' : '';
	const next = watermark === undefined ? 'the next run reads them again' : `the next run goes on at ${watermark}`;
	return `Read changes ${from}until ${window.until}${limit}; ${next}`;
}

function callLine({ calls }: Facts): string {
	const stages = Object.entries(calls.byStage)
		.map(
			([stage, { used, planned }]) => `${wordsByStage[stage] ?? stage} ${formatCount(used)} of ${formatCount(planned)}`,
		)
		.join(', ');
	const byStage = stages === '' ? '' : ` (${stages})`;
	const { used, planned, retries } = calls;
	return `Salesforce calls: ${formatCount(used)} used of ${formatCount(planned)} planned${retries > 0 ? `, ${formatCount(retries)} repeated` : ''}${byStage}`;
}

function ceilingLine({ ceilings = [], status }: Facts): string | undefined {
	// Why a run has paused tells what the org has really used; our own books may know less.
	const told = ceilings.filter(({ kind }) => kind === 'own' || status !== 'Paused');
	const near = told.map(({ kind, ceiling, used }) => {
		const whose = kind === 'org' ? 'the org has used' : 'the pack has used today';
		return `${whose} ${formatCount(used)} of ${formatCount(ceiling)}`;
	});
	return near.length > 0 ? `API allowance: ${near.join('; ')}` : undefined;
}

/** A number and what it is of; empty when there are none. */
function some(count: number, what: string): string {
	return count > 0 ? `${formatCount(count)} ${what}` : '';
}

const plainWords: Readonly<Record<string, string>> = {
	carried_over: 'to be tried again',
	claimed_elsewhere: 'in use by another run',
	skipped_unchanged: 'unchanged since the last look-up',
};

function outcomeWords(outcome: string): string {
	return plainWords[outcome] ?? outcome.replaceAll('_', ' ');
}

function bands(counts: Readonly<Record<string, number>>): string {
	return Object.entries(counts)
		.filter(([, count]) => count > 0)
		.map(([name, count]) => `${name} ${formatCount(count)}`)
		.join(', ');
}

function formatDuration(seconds: number): string {
	if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
	return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
